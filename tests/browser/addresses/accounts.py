"""Pages of signing in and of people. Operator, Ana and Diego have accounts in every workspace of the tests."""

from tests.browser.addresses import Page

_POSTED = "only posted to: tests/unit/web/test_people.py"
_AT_ONCE = "only a moment after signing in: opened by test_sign_in.py"
_ELSEWHERE = "stands between us and another server: tests/unit/web/test_sign_on.py"

PAGES = {
    "account_login": (Page(),),
    "account_logout": (Page(opened_by="ana"),),
    "account_signup": (Page(),),
    "account_inactive": (Page(),),
    "account_reset_password": (Page(),),
    "mfa_index": (Page(opened_by="ana"),),
    "mfa_list_webauthn": (Page(opened_by="ana"),),
    "socialaccount_login_cancelled": (Page(),),
    "socialaccount_login_error": (Page(status=401),),
    "web:account": (Page(opened_by="ana"), Page(opened_by="operator")),
    "web:tokens": (Page(opened_by="ana"),),
    "web:link": (Page({"secret": "unknown"}, status=410),),
    "web:people": (Page(opened_by="operator"), Page(opened_by="ana", status=403)),
    "web:invite": (Page(opened_by="operator"),),
    "web:person": (Page({"number": 1}, opened_by="operator"), Page({"number": 2}, opened_by="operator")),
    "web:log": (Page(opened_by="operator"), Page(query="?about=c1/usaid/1", opened_by="operator")),
}
NOT_PAGES = {
    "account_change_password": _AT_ONCE,
    "account_set_password": "only for who signs in elsewhere and has no password: tests/unit/web/test_sign_on.py",
    "account_reauthenticate": _AT_ONCE,
    "mfa_authenticate": _AT_ONCE,
    "mfa_reauthenticate": _AT_ONCE,
    "mfa_activate_totp": _AT_ONCE,
    "mfa_deactivate_totp": _AT_ONCE,
    "mfa_view_recovery_codes": _AT_ONCE,
    "mfa_generate_recovery_codes": _AT_ONCE,
    "mfa_download_recovery_codes": "a file, and none where codes are shown once",
    "mfa_add_webauthn": _AT_ONCE,
    "mfa_edit_webauthn": _AT_ONCE,
    "mfa_remove_webauthn": _AT_ONCE,
    "mfa_reauthenticate_webauthn": _AT_ONCE,
    "mfa_login_webauthn": "gives what the browser's own window of passkeys needs",
    "socialaccount_signup": "nobody registers: it leads to signing in",
    "socialaccount_connections": _AT_ONCE,
    "openid_connect_login": _ELSEWHERE,
    "openid_connect_callback": _ELSEWHERE,
    "web:set_language": _POSTED,
    "web:sign_out_elsewhere": _POSTED,
    "web:revoke": _POSTED,
    "web:set_email": _POSTED,
    "web:close_account": _POSTED,
    "web:reopen_account": _POSTED,
    "web:invite_again": _POSTED,
    "web:log_csv": "a file to keep",
    "web:log_json": "a file to keep",
}
