/* Shows what needs scripts, and tells in words that a passkey was not used; without this the page would stay silent. */
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
});
document.addEventListener("allauth.error", function (event) {
  event.preventDefault();
  var problem = document.getElementById("passkey-problem");
  problem.hidden = false;
  problem.scrollIntoView({ block: "nearest" });
});
