// The page of one review: live while it runs, then the player beside the report.
import { localise } from "./page.js";
import { follow } from "./live.js";
import { listenForAnswers } from "./responses.js";
import { showPlayer } from "./player.js";
import { showTranscript } from "./transcript.js";

function enhance() {
    const main = document.getElementById("main");
    localise(main);
    listenForAnswers(main);
    const player = showPlayer(main);
    // What only the player and its words can do is not offered without them.
    if (player) document.body.classList.add("scripted");
    showTranscript(main, player);
    follow(main, enhance);
}

enhance();
