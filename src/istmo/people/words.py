"""How roles, actions and reaches are called, in the language of whoever reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from istmo.people.actions import Permission
from istmo.people.matrix import Reach
from istmo.people.models import Role, Scope

ROLES: dict[Role, str | Promise] = {
    Role.OPERATOR: _("Operator of the workspace"),
    Role.COORDINATOR: _("Coordinator"),
    Role.REVIEWER: _("Secretariat reviewer"),
    Role.APPROVER: _("Agency approver"),
    Role.REPORTER: _("Agency reporter"),
    Role.PARTNER: _("Partner, in its own voice"),
    Role.VIEWER: _("Viewer"),
    Role.AUDITOR: _("Auditor, who reads everything"),
}
#: The same in one word, as a sentence tells a role; in English its code.
ROLE_WORDS: dict[Role, str | Promise] = {
    Role.OPERATOR: _("operator"),
    Role.COORDINATOR: _("coordinator"),
    Role.REVIEWER: _("reviewer"),
    Role.APPROVER: _("approver"),
    Role.REPORTER: _("reporter"),
    Role.PARTNER: _("partner"),
    Role.VIEWER: _("viewer"),
    Role.AUDITOR: _("auditor"),
}
ACTIONS: dict[Permission, str | Promise] = {
    Permission.ADD_PEOPLE: _("add people"),
    Permission.INVITE: _("invite people"),
    Permission.CHANGE_ROLE: _("change roles and scopes"),
    Permission.CLOSE_ACCOUNT: _("close an account"),
    Permission.MAKE_TOKEN: _("make an API token"),
    Permission.IMPORT_FRAMEWORK: _("import a framework"),
    Permission.DRAFT_FRAMEWORK: _("draft a framework"),
    Permission.PUBLISH_FRAMEWORK: _("publish a framework"),
    Permission.OPEN_CALL: _("open a data call"),
    Permission.SUBMIT: _("submit figures"),
    Permission.DECIDE: _("approve, hold or return a submission"),
    Permission.SETTLE: _("settle an overlap"),
    Permission.FREEZE: _("freeze a release"),
    Permission.READ_WORK: _("read what is not published yet"),
    Permission.SEE_SENSITIVE: _("see sensitive figures"),
    Permission.READ_LOG: _("read the event log"),
    Permission.SAMPLE: _("draw an audit sample"),
}
REACHES: dict[Reach, str | Promise] = {
    Reach.YES: _("yes"),
    Reach.AGENCY: _("for its own agency and the units of it"),
    Reach.VOICE: _("in its own voice, for an agency that is not the strategy's own"),
    Reach.SCOPE: _("within its scope"),
    Reach.NO: _("no"),
}
SCOPES: dict[str, str | Promise] = {
    Scope.Kind.AGENCY: _("agency"),
    Scope.Kind.PLACE: _("place"),
    Scope.Kind.NODE: _("node"),
}
