import pytest

from istmo.spec.text_file import MOST_BYTES
from istmo.spec.yaml_file import read_yaml

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_scalars_stay_the_characters_their_author_typed(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text(
        'country: NO\nflag: no\nday: 2017-06-30\nshare: 0.10\nempty:\nnone: ~\nquoted: "null"\nlist: [1]\n'
    )
    document, problems = read_yaml(file, "a.yaml")
    assert problems == []
    assert document.value == {
        "country": "NO",
        "flag": "no",
        "day": "2017-06-30",
        "share": "0.10",
        "empty": None,
        "none": None,
        "quoted": "null",
        "list": ["1"],
    }


def test_where_falls_back_to_the_nearest_known_line(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("# first\nitems:\n  - code: a\n  - code: b\n    title: B\n")
    document, _ = read_yaml(file, "a.yaml")
    assert document.where(("items", 1, "title")).row == 5
    assert document.where(("items", 1, "nodes", 3)).row == 4
    assert document.where(("items", 7)).row == 2
    assert str(document.where(("items", 0, "code"))) == "a.yaml, row 3 (“code”)"


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("", "empty_file", None, "the file is empty"),
        ("  \n\n", "empty_file", None, "the file is empty"),
        ("# only a remark\n", "empty_file", None, "the file is empty"),
        ("a:\n  b: 1\n\tc: 2\n", "yaml_tab", 3, "a tab stands in this line, and YAML wants spaces"),
        ("a: 1\nb:\t2\n", "yaml_tab", 2, "replace the tab by spaces"),
        ("a: 1\nb: 2\na: 3\n", "duplicate_key", 3, "it was first given in line 1"),
        ("a: b: c\n", "yaml_syntax", 1, "mapping values are not allowed here"),
        ("a: 'x\n", "yaml_syntax", 2, "check the indentation, the colons and the quotes"),
        ("a: *b\n", "yaml_syntax", 1, "undefined alias"),
        ("a: \x07\n", "yaml_syntax", None, "special characters"),
        ("a: 1\n---\nb: 2\n", "yaml_two_documents", 2, "remove the line ---"),
        ("a: &a {x: 1}\nb:\n  <<: *a\n", "yaml_merge", 3, "write the keys out"),
        ("a: &a [*a]\n", "yaml_too_deep", 1, "an alias holds itself"),
        (LAUGHS, "yaml_too_many_values", 1, "more than 200,000 values"),
        ("[" * 4000, "yaml_too_deep", None, "nested too deeply"),
        ("a: " + "[" * 70 + "]" * 70, "yaml_too_deep", 1, "more than 60 levels"),
        ("a: !!python/object:os.system x\n", "yaml_tag", 1, "is not used here"),
        ("? [a, b]\n: 1\n", "yaml_key", 1, "use a short word as key"),
    ],
)
def test_what_is_not_ours_to_read_is_one_clear_sentence(tmp_path, text, code, line, words):
    file = tmp_path / "a.yaml"
    file.write_text(text)
    _, [problem] = read_yaml(file, "a.yaml")
    assert (problem.code, problem.where.row) == (code, line)
    assert words.casefold() in problem.sentence.casefold()
    assert problem.fix


def test_a_tab_within_a_text_is_no_fault(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("a: 'x\ty'\nb: |\n  one\n  \ttwo\n")
    assert read_yaml(file, "a.yaml")[0].value == {"a": "x\ty", "b": "one\n\ttwo\n"}


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        ("a: ñ".encode("utf-16"), "wrong_encoding", "saved as UTF-16"),
        (b"a: 1\nb: Espa\xf1a\n", "wrong_encoding", "the byte 0xF1 is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not_text", "not a text file"),
    ],
)
def test_wrong_bytes_say_what_the_file_is(tmp_path, raw, code, words):
    file = tmp_path / "a.yaml"
    file.write_bytes(raw)
    _, [problem] = read_yaml(file, "a.yaml")
    assert problem.code == code
    assert words in problem.sentence


def test_wrong_byte_is_told_with_its_line(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\nb: Espa\xf1a\n")
    assert read_yaml(file, "a.yaml")[1][0].where.row == 2


def test_byte_order_mark_is_dropped(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(file, "a.yaml")[0].value == {"a": "1"}


def test_huge_file_is_not_read(tmp_path):
    file = tmp_path / "a.yaml"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    _, [problem] = read_yaml(file, "a.yaml")
    assert problem.code == "file_too_large"
