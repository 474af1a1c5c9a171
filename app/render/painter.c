#include "render/painter.h"

#include <stdlib.h>
#include <string.h>

#include "render/coverage.h"
#include "render/easel.h"
#include "render/keys.h"
#include "render/paths.h"
#include "render/pictures.h"
#include "render/ruler.h"
#include "render/sprite.h"
#include "render/zoom.h"

struct painter {
    SDL_Renderer *renderer;
    struct fonts *fonts;
    struct decoder *decoder; // NULL: none
    struct cache *stores[STORE_COUNT];
    struct cache *plans; // of texts too long for one texture
    struct zoom zoom;
    struct easel easel; // a chart that is being drawn
    uint64_t textures;
};

// No texture is wider than the smallest GPU can have. A text that might need a wider one is drawn in pieces,
// of which only those that are seen cost memory.
#define TEXTURE_MOST 2048
#define PIECE_BYTES 240
#define PLAN_BUDGET (256u << 10)

struct text_place {
    size_t start, len;
    int x, w;
};

struct plan {
    size_t count;
    struct text_place places[];
};

struct painter *painter_create(
    SDL_Renderer *renderer, struct fonts *fonts, struct decoder *decoder, struct painter_budget budget) {
    struct painter *painter = calloc(1, sizeof *painter);
    if (!painter) {
        abort();
    }
    painter->renderer = renderer;
    painter->fonts = fonts;
    painter->decoder = decoder;
    painter->stores[STORE_RUNS] = cache_create(budget.runs, sprite_destroy);
    painter->stores[STORE_PICTURES] = cache_create(budget.pictures, sprite_destroy);
    painter->stores[STORE_PATHS] = cache_create(budget.paths, sprite_destroy);
    painter->plans = cache_create(PLAN_BUDGET, free);
    return painter;
}

void painter_destroy(struct painter *painter) {
    if (painter) {
        for (size_t i = 0; i < STORE_COUNT; i++) {
            cache_destroy(painter->stores[i]);
        }
        cache_destroy(painter->plans);
        zoom_clear(&painter->zoom);
        easel_clear(&painter->easel);
        free(painter);
    }
}

void painter_clear(struct painter *painter) {
    for (size_t i = 0; i < STORE_COUNT; i++) {
        cache_clear(painter->stores[i]);
    }
    zoom_clear(&painter->zoom);
}

void painter_turn(struct painter *painter) {
    for (size_t i = 0; i < STORE_COUNT; i++) {
        cache_turn(painter->stores[i]);
    }
    cache_turn(painter->plans);
}

// Keys of what can be drawn again elsewhere: all that an op says but its place.

static uint64_t key_of_run(const struct op_text *text, uint32_t color) {
    const struct type *type = &text->type;
    uint64_t key = hash_pair(hash_text(HASH_START, text->text), (int)type->face, type->size);
    key = hash_bytes(key, &type->tracking, sizeof type->tracking);
    key = hash_pair(key, type->tabular, text->rtl);
    return hash_u64(key, (uint64_t)text->script << 32 | color);
}

static uint64_t key_of_picture(const struct op *op) {
    const struct op_image *image = &op->image;
    uint64_t key = hash_u64(HASH_START, image->blob ? blob_serial(image->blob) : 0);
    key = hash_pair(hash_pair(key, image->crop.x, image->crop.y), image->crop.w, image->crop.h);
    key = hash_pair(key, op->box.w, op->box.h);
    return hash_pair(key, image->radius, (int)image->ground);
}

static uint64_t key_of_path(const struct op *op) {
    const struct op_path *path = &op->path;
    uint64_t key = hash_pair(hash_u64(HASH_START, op->color), op->box.w, op->box.h);
    key = hash_bytes(key, &path->width, sizeof path->width);
    for (size_t i = 0; i < path->count; i++) {
        const struct path_point *point = &path->points[i];
        const float at[2] = {point->x - (float)op->box.x, point->y - (float)op->box.y};
        key = hash_u64(key, (uint64_t)point->verb);
        key = point->verb == PATH_CLOSE ? key : hash_bytes(key, at, sizeof at);
    }
    return key;
}

static struct sprite *keep(struct painter *painter, enum painter_store store, uint64_t key,
    struct SDL_Surface *surface, SDL_Point place) {
    struct sprite *sprite = sprite_create(painter->renderer, surface, place.x, place.y, &painter->textures);
    cache_add(painter->stores[store], key, sprite, sprite->bytes);
    return sprite;
}

static struct sprite *run_sprite(struct painter *painter, const struct op_text *text, uint32_t color) {
    uint64_t key = key_of_run(text, color);
    struct sprite *sprite = cache_find(painter->stores[STORE_RUNS], key);
    if (!sprite) {
        int origin_x = 0, baseline = 0;
        SDL_Surface *surface = fonts_draw(painter->fonts, text, color, &origin_x, &baseline);
        sprite = keep(painter, STORE_RUNS, key, surface, (SDL_Point){-origin_x, -baseline});
    }
    return sprite;
}

// NULL while the decoder has it.
static struct sprite *picture_sprite(struct painter *painter, const struct op *op, bool is_urgent) {
    uint64_t key = key_of_picture(op);
    struct sprite *sprite = cache_find(painter->stores[STORE_PICTURES], key);
    if (sprite) {
        return sprite;
    }
    if (painter->decoder && op->image.blob) {
        const struct picture_order order = {key, op->image, op->box.w, op->box.h};
        decoder_ask(painter->decoder, &order, is_urgent);
        return NULL;
    }
    SDL_Surface *surface = picture_draw(&op->image, op->box.w, op->box.h);
    return keep(painter, STORE_PICTURES, key, surface, (SDL_Point){0, 0});
}

static struct sprite *path_sprite(struct painter *painter, const struct op *op) {
    uint64_t key = key_of_path(op);
    struct sprite *sprite = cache_find(painter->stores[STORE_PATHS], key);
    if (!sprite) {
        sprite = keep(painter, STORE_PATHS, key, path_draw(op), (SDL_Point){0, 0});
    }
    return sprite;
}

// A step of drawing a chart, whose texture lies with the pictures: it is as large as one. NULL: there is more
// to do.
static struct sprite *draw_shapes(struct painter *painter, const struct op *op) {
    bool is_begun = easel_has(&painter->easel, op) || easel_begin(&painter->easel, op);
    if (is_begun && !easel_step(&painter->easel, op)) {
        return NULL;
    }
    return keep(painter, STORE_PICTURES, op->key, easel_take(&painter->easel), (SDL_Point){0, 0});
}

// NULL: it is not there, as one that is under way is not.
static struct sprite *find_shapes(struct painter *painter, const struct op *op) {
    bool is_begun = easel_has(&painter->easel, op);
    return is_begun ? NULL : cache_find(painter->stores[STORE_PICTURES], op->key);
}

static struct sprite *shapes_sprite(struct painter *painter, const struct op *op) {
    struct sprite *sprite = find_shapes(painter, op);
    while (!sprite) {
        sprite = draw_shapes(painter, op);
    }
    return sprite;
}

static struct sprite *disc_sprite(struct painter *painter, int radius, uint32_t color) {
    uint64_t key = hash_pair(hash_text(HASH_START, "disc"), radius, (int)color);
    struct sprite *sprite = cache_find(painter->stores[STORE_PATHS], key);
    if (!sprite) {
        sprite = keep(painter, STORE_PATHS, key, disc_draw(radius, color), (SDL_Point){0, 0});
    }
    return sprite;
}

// What of a texture is left for advances: ink may pass them by an em on either side.
static int text_most(const struct type *type) {
    return TEXTURE_MOST - 2 * type->size;
}

static bool is_long(const struct op *op) {
    return op->box.w > text_most(&op->text.type);
}

// No byte of text is wider than nine eighths of an em, so that bytes bound pixels.
static size_t piece_bytes(const struct type *type) {
    int bytes = type->size > 0 ? text_most(type) * 8 / 9 / type->size : PIECE_BYTES;
    return (size_t)(bytes < 8 ? 8 : bytes > PIECE_BYTES ? PIECE_BYTES : bytes);
}

static struct plan *make_plan(struct painter *painter, const struct op *op) {
    size_t len = strlen(op->text.text), piece_most = piece_bytes(&op->text.type);
    size_t most = len / (piece_most / 2 - 3) + 1; // a piece may end up to half, less a character, earlier
    struct plan *plan = malloc(sizeof *plan + most * sizeof *plan->places);
    if (!plan) {
        abort();
    }
    plan->count = 0;
    double x = 0;
    for (size_t at = 0; at < len;) {
        size_t piece = text_piece(op->text.text + at, len - at, piece_most);
        const struct run run = {at, piece, op->text.rtl, op->text.script};
        double advance = fonts_advance(painter->fonts, &op->text.type, op->text.text, run);
        int left = (int)(op->text.rtl ? op->box.w - x - advance : x);
        plan->places[plan->count++] = (struct text_place){at, piece, left, (int)advance + 1};
        x += advance;
        at += piece;
    }
    return plan;
}

static const struct plan *plan_of(struct painter *painter, const struct op *op) {
    uint64_t key = hash_pair(key_of_run(&op->text, 0), op->box.w, 0);
    struct plan *plan = cache_find(painter->plans, key);
    if (!plan) {
        plan = make_plan(painter, op);
        cache_add(painter->plans, key, plan, sizeof *plan + plan->count * sizeof *plan->places);
    }
    return plan;
}

static struct sprite *piece_sprite(
    struct painter *painter, const struct op *op, const struct text_place *place) {
    char text[PIECE_BYTES + 1];
    memcpy(text, op->text.text + place->start, place->len);
    text[place->len] = '\0';
    struct op_text piece = op->text;
    piece.text = text;
    return run_sprite(painter, &piece, op->color);
}

static void copy_sprite(struct painter *painter, const struct sprite *sprite, int x, int y) {
    if (sprite->texture) {
        const SDL_Rect to = {x + sprite->x, y + sprite->y, sprite->w, sprite->h};
        SDL_RenderCopy(painter->renderer, sprite->texture, NULL, &to);
    }
}

// What one op is painted with: where, and the part of the target that may change.
struct brush {
    struct painter *painter;
    struct rect clip;
    int dx, dy;
};

static void fill(const struct brush *brush, uint32_t color, SDL_Rect rect) {
    if (SDL_RectEmpty(&rect)) { // of which SDL would draw a line
        return;
    }
    SDL_Renderer *renderer = brush->painter->renderer;
    SDL_SetRenderDrawBlendMode(renderer, color >> 24 == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(
        renderer, color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF, (Uint8)(color >> 24));
    SDL_RenderFillRect(renderer, &rect);
}

static void paint_corners(const struct brush *brush, const struct op *op, SDL_Rect box, int radius) {
    const struct sprite *disc = disc_sprite(brush->painter, radius, op->color);
    for (int corner = 0; disc->texture && corner < 4; corner++) {
        bool is_right = corner & 1, is_low = corner & 2;
        const SDL_Rect from = {is_right ? radius : 0, is_low ? radius : 0, radius, radius};
        const SDL_Rect to = {is_right ? box.x + box.w - radius : box.x,
            is_low ? box.y + box.h - radius : box.y, radius, radius};
        SDL_RenderCopy(brush->painter->renderer, disc->texture, &from, &to);
    }
}

static void paint_fill(const struct brush *brush, const struct op *op) {
    const SDL_Rect box = {op->box.x + brush->dx, op->box.y + brush->dy, op->box.w, op->box.h};
    int radius = corner_radius(op);
    if (radius <= 0) {
        fill(brush, op->color, box);
        return;
    }
    fill(brush, op->color, (SDL_Rect){box.x + radius, box.y, box.w - 2 * radius, radius});
    fill(brush, op->color, (SDL_Rect){box.x, box.y + radius, box.w, box.h - 2 * radius});
    fill(brush, op->color, (SDL_Rect){box.x + radius, box.y + box.h - radius, box.w - 2 * radius, radius});
    paint_corners(brush, op, box, radius);
}

static void paint_text(const struct brush *brush, const struct op *op) {
    if (!is_long(op)) {
        copy_sprite(brush->painter, run_sprite(brush->painter, &op->text, op->color), op->box.x + brush->dx,
            op->text.baseline + brush->dy);
        return;
    }
    const struct plan *plan = plan_of(brush->painter, op);
    int size = op->text.type.size; // of overhanging ink
    for (size_t i = 0; i < plan->count; i++) {
        int left = op->box.x + plan->places[i].x + brush->dx;
        if (left + plan->places[i].w + size > brush->clip.x && left - size < brush->clip.x + brush->clip.w) {
            copy_sprite(brush->painter, piece_sprite(brush->painter, op, &plan->places[i]), left,
                op->text.baseline + brush->dy);
        }
    }
}

static const struct sprite *seen_picture(const struct brush *brush, const struct op *op) {
    struct painter *painter = brush->painter;
    const struct sprite *sprite = picture_sprite(painter, op, true);
    if (!sprite || !sprite->texture || !op->image.zoom) {
        return sprite;
    }
    const struct sprite *grown = zoom_draw(
        &painter->zoom, painter->renderer, sprite, key_of_picture(op), op->image.zoom, &painter->textures);
    const SDL_Rect window = {brush->clip.x, brush->clip.y, brush->clip.w, brush->clip.h};
    SDL_RenderSetClipRect(painter->renderer, &window); // another target may have lost it
    return grown ? grown : sprite;
}

static void paint_image(const struct brush *brush, const struct op *op) {
    const struct sprite *sprite = seen_picture(brush, op);
    if (sprite && sprite->texture) {
        copy_sprite(brush->painter, sprite, op->box.x + brush->dx, op->box.y + brush->dy);
    } else {
        fill(brush, op->image.ground | 0xFF000000,
            (SDL_Rect){op->box.x + brush->dx, op->box.y + brush->dy, op->box.w, op->box.h});
    }
}

static void paint_path(const struct brush *brush, const struct op *op) {
    copy_sprite(
        brush->painter, path_sprite(brush->painter, op), op->box.x + brush->dx, op->box.y + brush->dy);
}

static void paint_shapes(const struct brush *brush, const struct op *op) {
    copy_sprite(
        brush->painter, shapes_sprite(brush->painter, op), op->box.x + brush->dx, op->box.y + brush->dy);
}

static void (*const paint_kind[])(const struct brush *brush, const struct op *op) = {
    [OP_FILL] = paint_fill,
    [OP_TEXT] = paint_text,
    [OP_IMAGE] = paint_image,
    [OP_PATH] = paint_path,
    [OP_SHAPES] = paint_shapes,
};

// Every op is clipped to its own extent as well: what oplist_diff promises about ops holds about pixels
// because nothing can leave it.
void painter_paint(
    struct painter *painter, const struct oplist *ops, const struct rect *clip, int dx, int dy) {
    for (size_t i = 0; i < ops->count; i++) {
        const struct op *op = &ops->ops[i];
        struct rect extent = op_extent(op);
        extent.x += dx;
        extent.y += dy;
        const struct brush brush = {painter, rect_intersect(extent, *clip), dx, dy};
        if (!rect_is_empty(brush.clip)) {
            const SDL_Rect window = {brush.clip.x, brush.clip.y, brush.clip.w, brush.clip.h};
            SDL_RenderSetClipRect(painter->renderer, &window);
            paint_kind[op->kind](&brush, op);
        }
    }
    SDL_RenderSetClipRect(painter->renderer, NULL);
}

static uint64_t misses(const struct painter *painter) {
    uint64_t sum = 0;
    for (size_t i = 0; i < STORE_COUNT; i++) {
        sum += cache_stats(painter->stores[i])->misses;
    }
    return sum;
}

// All of it, for what is prepared stands on a page: a line of one as wide as a large screen.
static enum prepared prepare_long_text(struct painter *painter, const struct op *op) {
    const struct plan *plan = plan_of(painter, op);
    for (size_t i = 0; i < plan->count; i++) {
        const uint64_t before = misses(painter);
        piece_sprite(painter, op, &plan->places[i]);
        if (misses(painter) > before) {
            return i + 1 < plan->count ? PREPARED_IN_PART : PREPARED_NOW;
        }
    }
    return PREPARED_BEFORE;
}

enum prepared painter_prepare(struct painter *painter, const struct op *op) {
    const uint64_t before = misses(painter);
    if (rect_is_empty(op->box)) {
        return PREPARED_BEFORE;
    }
    if (op->kind == OP_IMAGE) {
        picture_sprite(painter, op, false);
    } else if (op->kind == OP_PATH) {
        path_sprite(painter, op);
    } else if (op->kind == OP_FILL && corner_radius(op) > 0) {
        disc_sprite(painter, corner_radius(op), op->color);
    } else if (op->kind == OP_TEXT && is_long(op)) {
        return prepare_long_text(painter, op);
    } else if (op->kind == OP_TEXT) {
        run_sprite(painter, &op->text, op->color);
    } else if (op->kind == OP_SHAPES && !find_shapes(painter, op)) {
        return draw_shapes(painter, op) ? PREPARED_NOW : PREPARED_IN_PART;
    }
    return misses(painter) > before ? PREPARED_NOW : PREPARED_BEFORE;
}

void painter_ask(struct painter *painter, const struct oplist *ops) {
    for (size_t i = 0; painter->decoder && i < ops->count; i++) {
        if (ops->ops[i].kind == OP_IMAGE && !rect_is_empty(ops->ops[i].box)) {
            picture_sprite(painter, &ops->ops[i], true);
        }
    }
}

static void add_places(const struct oplist *ops, uint64_t key, struct region *damage) {
    for (size_t i = 0; i < ops->count; i++) {
        if (ops->ops[i].kind == OP_IMAGE && key_of_picture(&ops->ops[i]) == key) {
            region_add(damage, op_extent(&ops->ops[i]));
        }
    }
}

void painter_receive(struct painter *painter, const struct oplist *ops, struct region *damage) {
    uint64_t key;
    SDL_Surface *picture;
    while (painter->decoder && decoder_take(painter->decoder, &key, &picture)) {
        if (cache_find(painter->stores[STORE_PICTURES], key)) {
            SDL_FreeSurface(picture);
        } else {
            keep(painter, STORE_PICTURES, key, picture, (SDL_Point){0, 0});
            add_places(ops, key, damage);
        }
    }
}

bool painter_has_pictures(const struct painter *painter, const struct oplist *ops) {
    for (size_t i = 0; i < ops->count; i++) {
        const struct op *op = &ops->ops[i];
        if (op->kind == OP_IMAGE && !rect_is_empty(op->box) &&
            !cache_find(painter->stores[STORE_PICTURES], key_of_picture(op))) {
            return false;
        }
    }
    return true;
}

const struct cache_stats *painter_stats(const struct painter *painter, enum painter_store store) {
    return cache_stats(painter->stores[store]);
}

uint64_t painter_textures(const struct painter *painter) {
    return painter->textures;
}
