/* Tells in words that a passkey was not used; without this the page would stay silent. */
document.addEventListener("allauth.error", function (event) {
  event.preventDefault();
  var problem = document.getElementById("passkey-problem");
  problem.hidden = false;
  problem.scrollIntoView({ block: "nearest" });
});
