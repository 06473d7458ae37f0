# Draws the slides of the made lectures as PNG files with ffmpeg. Source it after common.sh; needs a WORKSPACE.

FONTS=/usr/share/fonts/truetype/dejavu
SANS=$FONTS/DejaVuSans.ttf
BOLD=$FONTS/DejaVuSans-Bold.ttf

# The two themes: background, ink, accent.
LIGHT=(0xf7f7f2 0x1d2430 0x1f5fa8)
DARK=(0x14171c 0xd9dee6 0x7fb4f0)

# text FONT SIZE COLOUR X Y WORDS -> one drawtext filter. Words must not hold : ' \ or %.
text() { printf "drawtext=fontfile=%s:fontsize=%s:fontcolor=%s:x=%s:y=%s:text='%s'" "$@"; }

# box COLOUR X Y WIDTH HEIGHT [THICKNESS] -> one drawbox filter
box() { printf 'drawbox=c=%s:x=%s:y=%s:w=%s:h=%s:t=%s' "$1" "$2" "$3" "$4" "$5" "${6:-fill}"; }

# slide NAME BACKGROUND FILTER... -> WORKSPACE/NAME.png, 1280x720
slide() {
    local name=$1 background=$2 filters
    shift 2
    filters=$(IFS=,; printf '%s' "$*")
    ffmpeg -v error -y -f lavfi -i "color=c=$background:s=1280x720,format=rgb24,$filters" -frames:v 1 "$WORKSPACE/$name.png"
}

title_slide() {
    slide title "${LIGHT[0]}" "$(box "${LIGHT[2]}" 0 0 28 720)" \
        "$(text "$BOLD" 84 "${LIGHT[1]}" 110 220 'Reading aloud')" \
        "$(text "$SANS" 44 "${LIGHT[2]}" 112 340 'How voices carry a text')" \
        "$(text "$SANS" 18 "${LIGHT[1]}" 114 620 'Lecture 1 - Introduction to rhetoric')"
}

outline_slide() {
    slide outline "${LIGHT[0]}" "$(box "${LIGHT[2]}" 0 0 1280 12)" \
        "$(text "$BOLD" 44 "${LIGHT[1]}" 80 70 'What we listen for')" \
        "$(text "$SANS" 36 "${LIGHT[1]}" 100 190 '1  Rhythm and repetition')" \
        "$(text "$SANS" 36 "${LIGHT[1]}" 100 270 '2  Contrast in every clause')" \
        "$(text "$SANS" 36 "${LIGHT[1]}" 100 350 '3  Where the speaker breathes')" \
        "$(text "$SANS" 18 "${LIGHT[1]}" 100 640 'Passages from Dickens, Beckett and Kennedy')"
}

dark_slide() {
    slide dark "${DARK[0]}" \
        "$(text "$BOLD" 84 "${DARK[1]}" '(w-text_w)/2' 270 'Silence')" \
        "$(text "$SANS" 18 "${DARK[2]}" '(w-text_w)/2' 400 'is part of the sentence')"
}

diagram_slide() {
    local paper=${LIGHT[0]} ink=${LIGHT[1]} accent=${LIGHT[2]}
    slide diagram "$paper" "$(box "$accent" 0 0 1280 12)" \
        "$(text "$BOLD" 44 "$ink" 80 70 'From page to listener')" \
        "$(box 0xdce8f6 80 230 250 120)" "$(box "$accent" 80 230 250 120 4)" "$(text "$SANS" 32 "$ink" 158 272 'Text')" \
        "$(box 0xdce8f6 450 230 250 120)" "$(box "$accent" 450 230 250 120 4)" "$(text "$SANS" 32 "$ink" 527 272 'Voice')" \
        "$(box 0xdce8f6 820 230 250 120)" "$(box "$accent" 820 230 250 120 4)" "$(text "$SANS" 32 "$ink" 880 272 'Listener')" \
        "$(box "$ink" 330 288 104 4)" "$(text "$SANS" 30 "$ink" 424 272 '>')" \
        "$(box "$ink" 700 288 104 4)" "$(text "$SANS" 30 "$ink" 794 272 '>')" \
        "$(text "$SANS" 18 "$ink" 100 375 'what is written')" "$(text "$SANS" 18 "$ink" 470 375 'pace, pitch and pause')" \
        "$(text "$SANS" 18 "$ink" 840 375 'what is understood')"
}

example_slide() {
    slide example "${LIGHT[0]}" "$(box "${LIGHT[2]}" 0 0 1280 12)" \
        "$(text "$BOLD" 44 "${LIGHT[1]}" 80 70 'An example in dialogue')" \
        "$(text "$SANS" 32 "${LIGHT[1]}" 100 190 'Two speakers share one rhythm.')" \
        "$(text "$SANS" 32 "${LIGHT[1]}" 100 260 'Each reply picks up a word')" \
        "$(text "$SANS" 32 "${LIGHT[1]}" 100 320 'of the line before it.')" \
        "$(text "$SANS" 18 "${LIGHT[1]}" 100 640 'Listen for the words that return')"
}

closing_slide() {
    slide closing "${DARK[0]}" \
        "$(text "$BOLD" 44 "${DARK[1]}" 80 90 'For next week')" \
        "$(text "$SANS" 36 "${DARK[1]}" 100 220 'Read one page aloud.')" \
        "$(text "$SANS" 36 "${DARK[1]}" 100 300 'Mark every pause.')" \
        "$(text "$SANS" 18 "${DARK[2]}" 100 640 'Questions are welcome in the forum')"
}
