#ifndef BROADSIDE_TEXT_RUNS_H
#define BROADSIDE_TEXT_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A line of text cut into pieces that a shaper can take at once: one direction (UAX #9) and one script (UAX
// #24). Fonts are not the matter here; a renderer may cut a run further by which face has the characters.

struct run {
    size_t start, len; // bytes of the line
    bool rtl;
    uint32_t script; // ISO 15924 as four bytes, 'Cyrl' is 0x4379726C; 0: only common characters
};

// Scripts that the runs give a name of their own.
#define SCRIPT_EMOJI 0x5A737965u           // Zsye: pictures, each with all that belongs to it
#define SCRIPT_HAN 0x48616E69u             // Hani: of which language is not known
#define SCRIPT_HAN_SIMPLIFIED 0x48616E73u  // Hans
#define SCRIPT_HAN_TRADITIONAL 0x48616E74u // Hant
#define SCRIPT_JAPANESE 0x4A70616Eu        // Jpan: kana and what Han stands among them
#define SCRIPT_KOREAN 0x4B6F7265u          // Kore: the same with Hangul

enum direction {
    DIRECTION_AUTO,
    DIRECTION_LTR,
    DIRECTION_RTL
}; // of the paragraph; auto: by the first strong character

// The runs in the order they stand from left to right, at most `capacity`; what is beyond is joined to the
// last. Returns how many. `len` may be 0.
size_t text_runs(const char *text, size_t len, enum direction direction, struct run *out, size_t capacity);

// True if the paragraph's own direction is right to left: its first strong character is (UAX #9, P2 and P3).
bool text_is_rtl(const char *text, size_t len);
// The direction to set a paragraph in whose language is known (BCP 47; a higher-level protocol, UAX #9 HL1).
// Where that is written from right to left, so is everything that has a letter of that direction, because an
// Arabic headline may well begin with "NASA", or no letter at all ("3 / 10"). Else as above. Never
// DIRECTION_AUTO.
enum direction text_direction(const char *language, const char *text, size_t len);

// How the Han characters of a text are to be drawn: by the kana or Hangul among them, else by the language
// (BCP 47; NULL: not known). One of the scripts above; runs of SCRIPT_HAN become this.
uint32_t text_han(const char *language, const char *text, size_t len);

#endif
