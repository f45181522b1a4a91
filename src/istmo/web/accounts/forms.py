"""The forms of signing in and of people."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from istmo.people.models import Agency, Role, User
from istmo.people.services import scopes_of
from istmo.people.tokens import LONGEST, offered
from istmo.people.words import ACTIONS, ROLES

_SCOPES = _(
    "One a line, such as place:HN, agency:inl or node:strategy-2017/1. Empty: all that the role reaches."
)


class SignIn(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Account and password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """allauth's form with our labels, and no placeholder in place of a label."""
        super().__init__(*arguments, **options)
        self.fields["login"].label = _("Account or e-mail")
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class NewPassword(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_(
            "At least 12 characters. Three or four words that do not belong together are a good one."
        ),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        told = super().clean() or {}
        if told.get("password") and told.get("again") and told["password"] != told["again"]:
            self.add_error("again", _("This is not the password above."))
        return told


class Forgotten(forms.Form):
    """Who forgot the password."""

    login = forms.CharField(
        label=_("Account or e-mail"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class _Standing(forms.Form):
    """Role, agency and scopes of an account."""

    role = forms.ChoiceField(label=_("Role"))
    agency = forms.ModelChoiceField(
        label=_("Agency"),
        help_text=_("Reporters, approvers and partners act for one."),
        queryset=Agency.objects.order_by("name"),
        required=False,
        empty_label=_("none"),
    )
    scopes = forms.CharField(
        label=_("Limited to"),
        help_text=_SCOPES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Every role but the operator's, in the reader's language."""
        super().__init__(*arguments, **options)
        offered = [(role.value, ROLES[role]) for role in Role if role is not Role.OPERATOR]
        # Nobody is a coordinator because that was the first in the list.
        self.fields["role"].choices = [("", _("choose one")), *offered]  # type: ignore[attr-defined]
        self.fields["agency"].label_from_instance = _agency  # type: ignore[attr-defined]

    def clean_scopes(self) -> tuple[tuple[str, str], ...]:
        """The lines as (kind, code); what is no scope is refused by the service."""
        return scopes_of(self.cleaned_data["scopes"].splitlines())


class Change(_Standing):
    """Another role, agency or scopes for an account."""

    @classmethod
    def of(cls, user: User) -> "Change":
        """The form as the account stands."""
        scopes = "\n".join(f"{scope.kind}:{scope.code}" for scope in user.scopes.all())
        return cls(initial={"role": user.role, "agency": user.agency_id, "scopes": scopes})


class Address(forms.Form):
    """Another e-mail for an account."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_(
            "For signing in, and for links to set a password. Links sent before open nothing any more."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class Language(forms.Form):
    """The language of mails to an account."""

    language = forms.ChoiceField(
        label=_("Language of mails"),
        help_text=_("Reminders and links come in it."),
        required=False,
        choices=[("", _("every language")), *settings.LANGUAGES],
    )


class Invite(_Standing, Language):
    """Somebody to invite."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As others know the person."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The invitation goes there. It is shown to nobody but those who keep the accounts."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("Account"),
        help_text=_("A short name to act under, such as ana. The log names it; it is not an e-mail."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("name", "email", "language", "code", "role", "agency", "scopes")


class NewToken(forms.Form):
    """A token to make."""

    name = forms.CharField(label=_("What it is for"))
    days = forms.IntegerField(label=_("How many days it lasts"), min_value=1, max_value=LONGEST, initial=90)
    actions = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple, help_text=_("No more than it needs.")
    )

    def __init__(self, user: User, *arguments: Any, **options: Any) -> None:
        """Offers what the account itself may do."""
        super().__init__(*arguments, **options)
        self.fields["actions"].choices = [  # type: ignore[attr-defined]
            (action.name, ACTIONS[action]) for action in offered(user)
        ]


def _agency(agency: Agency) -> str:
    return f"{agency.name} ({agency.code})"
