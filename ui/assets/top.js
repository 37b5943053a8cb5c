// The page is shorter now than the one that was left: begin at its head.
window.scrollTo({top: 0, behavior: "instant"});
