#ifndef BROADSIDE_BASE_LIMITS_H
#define BROADSIDE_BASE_LIMITS_H

// Every size that the outside world could choose has its ceiling here, with the reason for the number.
// A room that meets a ceiling says so in its error; it never grows without end.

// An error text: one line on a terminal, with room for a file name and a JSON pointer.
#define LIMIT_REASON 512

// Documents.
#define LIMIT_BODY (2u << 20)          // bytes of an answer after decompression (profiles.md)
#define LIMIT_PICTURE_BODY (12u << 20) // bytes of a picture as sent; a 24-megapixel JPEG is about 10 MB
#define LIMIT_PARSE_HEAP (16u << 20) // bytes a parser may hold for one answer: [0,0,… costs 38 bytes a byte
#define LIMIT_JSON_DEPTH 32          // nesting (profiles.md)
#define LIMIT_JSON_VALUES 50000      // values in a file a person writes: its tree stays under 8 MB
#define LIMIT_STRING (64u << 10)     // bytes of one text value; the rest is cut at a character
#define LIMIT_CONFIG_FILE (1u << 20) // bytes of a configuration, profile or theme file
#define LIMIT_FAULTS 100             // faults reported of one file; the rest is counted

#define LIMIT_ZONE_FILE (64u << 10) // bytes of a system zone file; the largest has under 4 KiB

// Records.
#define LIMIT_RECORDS 200              // records a source may yield of one kind; the rest is counted
#define LIMIT_PARAGRAPHS 200           // of a story
#define LIMIT_CASELESS 2048            // bytes of a headline or lede that are compared and searched
#define LIMIT_PICTURES 50              // of a story or gallery
#define LIMIT_RATE_HISTORY 400         // fixings kept for one pair: a year and a bit
#define LIMIT_CHART_POINTS 5000        // of a chart made of points; a screen has no more columns of pixels
#define LIMIT_BATCH_HEAP (8u << 20)    // bytes of the records of one answer
#define LIMIT_EDITION_HEAP (64u << 20) // bytes of an edition without its pictures

// Configuration.
#define LIMIT_SOURCES 200
#define LIMIT_SECTIONS 64
#define LIMIT_RUNDOWN 64
#define LIMIT_PLACES 64
#define LIMIT_PAIRS 64
#define LIMIT_AMOUNTS 8
#define LIMIT_TIMES 32      // rules by time: each is a bit
#define LIMIT_GROUPS 8      // groups of one device
#define LIMIT_KEPT 16       // keys that a device keeps to itself
#define LIMIT_ENCLOSURES 64 // files that a remote file names by address
#define LIMIT_LISTS 8       // list names of one source
#define LIMIT_PARAMS 16     // parameters of one source
#define LIMIT_TOPIC 64      // sections or words of one filter
#define LIMIT_SECRETS 128

// Charts.
#define LIMIT_CHART_ROWS 20000u      // of one table; no screen shows more marks than that apart
#define LIMIT_CHART_DATA 16          // addresses and names of data in one chart
#define LIMIT_CHART_CELLS 1000000u   // rows times columns of data in lines: 24 MB
#define LIMIT_CHART_HEAP (64u << 20) // bytes that tables, marks and labels of one chart may take
#define LIMIT_CHART_REACH 1000000.0  // pixels from the screen's corner; 122 of the largest screens
#define LIMIT_CHART_RADIUS 20000.0 // pixels of a symbol or piece of a pie: its outline has a point every few
#define LIMIT_CHART_LABEL 400      // bytes of one label; the rest is cut off

// Pictures.
#define LIMIT_ALBUM (64u << 20) // bytes of all pictures held, as sent
#define LIMIT_SHELF                                                                                          \
    (96u << 20) // bytes of answers and pictures on disk: the album and the text of 200 sources
#define LIMIT_ALBUM_PICTURES 2000 // pictures asked for at a time; the least prominent go without
#define LIMIT_PICTURE_SIDE 16384  // pixels; what libjpeg and libpng address comfortably
#define LIMIT_PICTURE_PIXELS (40u * 1000u * 1000u) // pixels decoded at most: 160 MB for the moment of scaling

// The screen.
#define LIMIT_SCREEN_SIDE 8192
#define LIMIT_PAGES 256       // pages of a deck
#define LIMIT_INTERRUPTIONS 8 // pages of breaking news that wait to come on; the rest comes with the rundown
#define LIMIT_OPS 4096        // draw ops of one page
#define LIMIT_SHAPES 65536    // fills and paths of one chart: its marks have three at most
#define LIMIT_DAMAGE 32       // rectangles of a damage region; more are joined
#define LIMIT_TICKER_ITEMS 200
#define LIMIT_TICKER_BYTES 600 // bytes of one ticker headline; the rest is cut at a word

#endif
