#ifndef BROADSIDE_TEXT_EMOJI_H
#define BROADSIDE_TEXT_EMOJI_H

#include <stdint.h>
#include <unicode/utypes.h>

// Private to the room. Units of the emoji that starts at `at`: one picture with what belongs to it, as UTS
// #51 (ED-17, emoji sequences) has it: skin tones, joined people, flags, keycaps. 0: none starts here.
int32_t emoji_len(const UChar *units, int32_t at, int32_t limit);

#endif
