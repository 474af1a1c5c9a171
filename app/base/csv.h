#ifndef BROADSIDE_BASE_CSV_H
#define BROADSIDE_BASE_CSV_H

#include "base/strbuf.h"

// Separated values (RFC 4180), a cell at a time. A line ends with CRLF, LF or CR; a quoted cell may hold
// separators, line ends and doubled quotes, and what stands behind its closing quote still belongs to it.

struct csv {
    const char *at; // what is left; borrowed
    char separator;
    bool ends_line; // the cell read last was the last of its line
};

struct csv csv_of(const char *text, char separator);

// Reads a cell into `cell`, which is emptied first. False after the last one; an empty line is one empty
// cell.
bool csv_next(struct csv *csv, struct strbuf *cell);

// The separator that the first line has most of: a comma, semicolon or tab; a comma if it has none.
char csv_separator(const char *text);

// Lines, at most: line ends inside quotes count as well.
size_t csv_most_lines(const char *text);

#endif
