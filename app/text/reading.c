#include "text/reading.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

#define WORDS_PER_SECOND 3.2 // a comfortable pace

// Characters a second at the same pace. Silent reading of news has been measured at about 255 characters a
// minute in Chinese and 360 in Japanese where English has 230 words (Trauzettel-Klosinski & Dietz 2012); the
// pace here is a little slower than that for all of them. Thai words have about five letters.
static const struct {
    UScriptCode script;
    double per_second;
} unparted[] = {
    {USCRIPT_HAN, 4.2},
    {USCRIPT_HIRAGANA, 6},
    {USCRIPT_KATAKANA, 6},
    {USCRIPT_THAI, 14},
    {USCRIPT_LAO, 14},
    {USCRIPT_KHMER, 14},
    {USCRIPT_MYANMAR, 14},
};

// Seconds that a character takes by itself; 0: it is part of a word.
static double own_time(uint32_t character) {
    if (character < 0xE00) {
        return 0; // before Thai, the first of them
    }
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)character, &status);
    for (size_t i = 0; i < sizeof unparted / sizeof *unparted; i++) {
        if (unparted[i].script == script) {
            return 1 / unparted[i].per_second;
        }
    }
    return 0;
}

millis reading_time(const char *text, size_t len) {
    double seconds = 0;
    bool inside = false; // a word of letters or figures
    for (size_t at = 0, used; at < len; at += used) {
        uint32_t character = utf8_next(text + at, len - at, &used);
        double own = own_time(character);
        bool is_part = own == 0 && u_isalnum((UChar32)character);
        bool is_end = own > 0 || u_isUWhiteSpace((UChar32)character);
        seconds += own;
        seconds += is_part && !inside ? 1 / WORDS_PER_SECOND : 0;
        inside = (inside || is_part) && !is_end;
    }
    return (millis)(seconds * (double)SECOND);
}
