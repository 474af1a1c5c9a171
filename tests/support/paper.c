#include "support/paper.h"

#include <stdlib.h>

void paper_open(struct paper *paper) {
    page_desk_open(&paper->desk, 1920, 1080);
    paper->grid = grid_make(1920, 1080, true);
    arena_init(&paper->arena, 0);
    paper->ops = (struct oplist){0};
    paper->sheet = (struct sheet){&paper->desk.env, &paper->grid, &paper->arena, &paper->ops, NULL};
}

void paper_close(struct paper *paper) {
    arena_finish(&paper->arena);
    page_desk_close(&paper->desk);
}

int paper_set_up(void **state) {
    struct paper *paper = calloc(1, sizeof *paper);
    if (!paper) {
        return -1;
    }
    paper_open(paper);
    *state = paper;
    return 0;
}

int paper_tear_down(void **state) {
    paper_close(*state);
    free(*state);
    return 0;
}
