"""Whether a workbook is one of ours: its manifest is signed with the workspace's own key."""

from dataclasses import replace

from django.utils.crypto import constant_time_compare, salted_hmac

from istmo.formats._manifest import Manifest

_SALT = "istmo.collect.workbooks"


def signed(manifest: Manifest) -> Manifest:
    """The same with its signature."""
    return replace(manifest, signature=_signature(manifest))


def is_ours(manifest: Manifest) -> bool:
    """Whether this workspace made it as it stands."""
    return constant_time_compare(manifest.signature, _signature(manifest))


def _signature(manifest: Manifest) -> str:
    return salted_hmac(_SALT, manifest.signed, algorithm="sha256").hexdigest()
