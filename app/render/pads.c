#include "render/pads.h"

#include <math.h>
#include <string.h>

static double blank_width(struct sized_font *ruler, const char *blank) {
    int width = 0;
    sized_font_shape_as(ruler, false, 0);
    TTF_SizeUTF8(ruler->font, blank, &width, NULL);
    return (double)width / RULER_SIZE;
}

// Blanks narrower than an em, of which a pad takes a few of each.
static const char *const blanks[] = {" ", "\u2009", "\u200A"};
enum { BLANKS = sizeof blanks / sizeof *blanks, MOST_OF_EACH = 3 };

static void write_pad(struct pad *pad, const int counts[BLANKS]) {
    size_t len = 0;
    for (size_t i = 0; i <= BLANKS; i++) { // the em comes first
        const char *blank = i == 0 ? "\u2003" : blanks[i - 1];
        for (int n = i == 0 ? 1 : counts[i - 1]; n > 0; n--) {
            memcpy(pad->text + len, blank, strlen(blank));
            len += strlen(blank);
        }
    }
    pad->text[len] = '\0';
}

// An em, as room for ink that hangs over to the left, and then as many word, thin and hair spaces as bring
// the pen nearest to the phase.
void pads_fill(struct sized_font *font, struct sized_font *ruler) {
    double em = blank_width(ruler, "\u2003") * font->size, widths[BLANKS];
    double least[PAD_PHASES] = {1, 1, 1, 1};
    for (size_t i = 0; i < BLANKS; i++) {
        widths[i] = blank_width(ruler, blanks[i]) * font->size;
    }
    const int mixes = (MOST_OF_EACH + 1) * (MOST_OF_EACH + 1) * (MOST_OF_EACH + 1);
    for (int mix = 0; mix < mixes; mix++) {
        int counts[BLANKS], rest = mix;
        double advance = em;
        for (size_t i = 0; i < BLANKS; i++, rest /= MOST_OF_EACH + 1) {
            counts[i] = rest % (MOST_OF_EACH + 1);
            advance += counts[i] * widths[i];
        }
        for (int phase = 0; phase < PAD_PHASES; phase++) {
            double miss = advance - (double)phase / PAD_PHASES;
            miss = fabs(miss - round(miss));
            if (miss < least[phase] - 1.0 / 128) { // a shorter pad is as good as one a little nearer
                least[phase] = miss;
                font->pads[phase].advance = advance;
                write_pad(&font->pads[phase], counts);
            }
        }
    }
}
