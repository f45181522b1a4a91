"""What there is to be allowed."""

from enum import StrEnum


class Permission(StrEnum):
    """What may be allowed: the rows of matrix.csv; the value ends the sentence “… may not”."""

    ADD_PEOPLE = "add people"
    INVITE = "invite people"
    CHANGE_ROLE = "change roles and scopes"
    CLOSE_ACCOUNT = "close an account"
    MAKE_TOKEN = "make an API token"  # noqa: S105  (no secret: an action)
    IMPORT_FRAMEWORK = "import a framework"
    DRAFT_FRAMEWORK = "draft a framework"
    PUBLISH_FRAMEWORK = "publish a framework"
    OPEN_CALL = "open a data call"
    SUBMIT = "submit figures"
    DECIDE = "approve, hold or return a submission"
    SETTLE = "settle an overlap"
    FREEZE = "freeze a release"
    READ_WORK = "read what is not published yet"
    SEE_SENSITIVE = "see sensitive figures"
    READ_LOG = "read the event log"
    SAMPLE = "draw an audit sample"
