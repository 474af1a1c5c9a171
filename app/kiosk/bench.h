#ifndef BROADSIDE_KIOSK_BENCH_H
#define BROADSIDE_KIOSK_BENCH_H

#include "decode/profile.h"
#include "kiosk/bench_lives.h"
#include "kiosk/studio.h"
#include "model/assemble.h"
#include "model/chart_spec.h"
#include "platform/platform.h"
#include "render/stage.h"
#include "show/ticker.h"

// What `broadside bench` measures, in parts: each has its data here, an open, a close, and runs for the table
// of figures in bench.c.

struct bench {
    struct studio *studio;
    int width, height;                 // of the page, pixels
    int display_width, display_height; // of the display for windows, pixels
    millis wall;

    // The screen (bench_screen.c).
    const struct platform *platform; // open; NULL: none
    const struct edition *edition;
    struct deck *deck;
    struct stage *stage;
    struct ticker ticker;
    char *frame, *copy; // for the reference
    size_t frame_bytes;
    size_t page;      // of the page samples: goes round
    millis ticker_at; // of the ticker samples: moves on

    // Tickers (bench_ticker.c).
    struct arena long_arena;
    struct ticker long_ticker; // of one headline of 200 000 characters

    // Answers (bench_decode.c).
    struct profile *wordpress;
    char *answer; // of about 500 kB
    size_t answer_len;

    // Sources (bench_assembly.c).
    struct contribution *sources;
    size_t source_count;
    char *texts; // as many bytes as the stories of the sources have, for the reference
    size_t text_bytes;

    // Pages (bench_pages.c).
    size_t *lines; // of the paragraphs of MOST_STORIES stories
    size_t *ends;
    struct page_spec slowest; // the entry of the rundown with the page that takes longest
    size_t slowest_piece;     // of laying it out

    // A chart (bench_chart.c).
    struct arena chart_arena;
    struct chart_spec chart;
    struct oplist chart_ops;
    size_t chart_piece; // of laying it out, the longest

    // Whole kiosks (bench_kiosk.c; bench_lives.h).
    size_t turns; // of pages at least, to see whether memory grows
    // Of the frames of a minute, the middle one: half of all ask for no more. And in how many anything was
    // asked for or made, because pages, slides and headlines come.
    struct {
        int64_t allocations, textures;
        int64_t busy, frames;
    } steady;
    struct {
        int64_t heap, shared; // KiB, over `turns`
    } growth;
    struct bench_outcome lives[BENCH_LIVES];

    // One of them in a window, in this process (bench_window.c).
    struct {
        size_t frames, steady;
        int64_t median, slow; // ns of CPU of the steady ones, and the 99th percentile
        int64_t allocations;  // that the middle one of these asked for
    } turns_in_window;

    int64_t ns; // CPU time of the last run where it is not the whole of it that is measured; 0: it is
};

// What a figure is measured on. Double: twice as wide and high, letters as well.
enum bench_screen { BENCH_MEMORY, BENCH_MEMORY_DOUBLE, BENCH_WINDOW, BENCH_WINDOW_DOUBLE };

enum error bench_open_screen(struct bench *bench, struct reason *reason);
void bench_close_screen(struct bench *bench);
// Whether there is an X display for windows as large as the page, which they then use; if not, why.
bool bench_has_display(struct bench *bench, struct reason *reason);
// Whether a window for this fits on it; if not, why.
bool bench_fits(const struct bench *bench, enum bench_screen screen, struct reason *reason);
// Makes this the screen: platform, studio, deck, ticker and stage are of its size from then on.
enum error bench_show_on(struct bench *bench, enum bench_screen screen, struct reason *reason);
// Puts numbers in order. Answers the middle one; 0 of none.
int64_t bench_middle(int64_t *numbers, size_t count);
void bench_copy_frame(struct bench *bench);
void bench_ask_sources(struct bench *bench);
void bench_lay_out(struct bench *bench);
void bench_compose_page(struct bench *bench);
void bench_turn_page(struct bench *bench);

enum error bench_open_ticker(struct bench *bench, struct reason *reason);
void bench_close_ticker(struct bench *bench);
void bench_copy_strip(struct bench *bench);
void bench_ticker_frame(struct bench *bench);
void bench_ticker_slow(struct bench *bench);
void bench_ticker_long(struct bench *bench);
void bench_show_strip(struct bench *bench);
void bench_show_strip_paced(struct bench *bench);
// How far headlines are from the ideal line at most, pixels: in each frame of two days, with an edition every
// five minutes.
double bench_ticker_error(struct bench *bench);

struct kiosk;
struct platform;

// A kiosk on `platform`, open, with its edition laid out. The caller destroys it.
struct kiosk *bench_open_kiosk(struct bench *bench, const struct platform *platform);
// Fills `turns_in_window`, once, and tells of a steady turn. Takes some seconds.
void bench_window_turn(struct bench *bench);
void bench_window_turn_slow(struct bench *bench);

// Fills `steady` and `growth`.
void bench_count_kiosk(struct bench *bench);
void bench_kiosk_minute(struct bench *bench);

enum error bench_open_decode(struct bench *bench, struct reason *reason);
void bench_close_decode(struct bench *bench);
void bench_parse(struct bench *bench);
void bench_decode(struct bench *bench);

// What becomes of one answer and what memory that takes at its peak.
struct bench_peak {
    const char *name;
    size_t bytes; // of the answer
    long peak;    // KiB of resident memory above what there was before; -1 where the system does not tell
    size_t records;
    struct reason refusal; // "" if it was decoded
};
#define BENCH_PEAKS 2
void bench_peaks(const struct bench *bench, struct bench_peak out[BENCH_PEAKS]);

// Posts first, first + 1, … in the shape of the WordPress REST API, as a site has them; each is the same at
// every site, but for its number there and what follows the address. The caller frees the text.
char *bench_wordpress(size_t site, size_t first, size_t count, size_t *len);

enum error bench_open_assembly(struct bench *bench, struct reason *reason);
void bench_close_assembly(struct bench *bench);
void bench_copy_stories(struct bench *bench);
void bench_assemble(struct bench *bench);

enum error bench_open_pages(struct bench *bench, struct reason *reason);
void bench_close_pages(struct bench *bench);
void bench_paginate_1000(struct bench *bench);
void bench_paginate_10000(struct bench *bench);
void bench_lay_out_page(struct bench *bench);

enum error bench_open_chart(struct bench *bench, struct reason *reason);
void bench_close_chart(struct bench *bench);
void bench_lay_out_chart(struct bench *bench);
void bench_lay_out_chart_piece(struct bench *bench);
void bench_paint_chart(struct bench *bench);
void bench_repaint_chart(struct bench *bench);

#endif
