#include "decode/xml_tree.h"

#include <stdio.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/strbuf.h"
#include "base/utf8.h"

// Differently named members of one element.
#define MOST_KINDS 1024
#define LONGEST_NAME 256

// An element that has begun and not ended.
struct open_element {
    cJSON *node;
    struct strbuf text; // its own text so far
};

struct build {
    xmlParserCtxtPtr parser;
    struct open_element open[LIMIT_JSON_DEPTH + 1]; // [0] is the document
    size_t depth;
    enum error error;
    const char *problem;
};

static void stop(struct build *build, enum error error, const char *problem) {
    if (!build->error) {
        build->error = error;
        build->problem = problem;
    }
    xmlStopParser(build->parser);
}

static void add_text_member(struct build *build, cJSON *object, const char *name, const char *text) {
    if (!cJSON_AddStringToObject(object, name, text)) {
        stop(build, ERROR_LIMIT, "needs too much memory when parsed");
    }
}

// The array of children called `name`, made at the first of them. Every child looks through the names before
// it, so their number is bounded.
static cJSON *children_named(struct build *build, cJSON *parent, const char *name) {
    size_t kinds = 0;
    for (cJSON *member = parent->child; member; member = member->next, kinds++) {
        if (cJSON_IsArray(member) && strcmp(member->string, name) == 0) {
            return member;
        }
    }
    if (kinds >= MOST_KINDS) {
        stop(build, ERROR_LIMIT, "has an element with too many kinds of children");
        return NULL;
    }
    return cJSON_AddArrayToObject(parent, name);
}

static int cut(const char *name, size_t most) {
    return (int)utf8_floor(name, strlen(name), most);
}

// "prefix:name" as it was written; longer names than any vocabulary has are cut.
static const char *qualified(
    char out[LONGEST_NAME], const char *start, const xmlChar *prefix, const xmlChar *name) {
    const char *before = prefix ? (const char *)prefix : "", *after = (const char *)name;
    snprintf(out, LONGEST_NAME, "%s%.*s%s%.*s", start, cut(before, 80), before, prefix ? ":" : "",
        cut(after, 160), after);
    return out;
}

// libxml2's attributes come in fives: name, prefix, namespace, first and last byte of the value.
static void add_attribute(struct build *build, cJSON *node, const xmlChar **attribute) {
    char name[LONGEST_NAME];
    struct strbuf value;
    strbuf_init(&value, LIMIT_BODY);
    strbuf_add(&value, (const char *)attribute[3], (size_t)(attribute[4] - attribute[3]));
    add_text_member(build, node, qualified(name, "@", attribute[1], attribute[0]), strbuf_text(&value));
    strbuf_finish(&value);
}

static cJSON *open_element(struct build *build, const char *name) {
    if (build->depth == LIMIT_JSON_DEPTH) {
        stop(build, ERROR_LIMIT, "elements are nested too deep");
        return NULL;
    }
    cJSON *array = children_named(build, build->open[build->depth].node, name);
    cJSON *node = array ? cJSON_CreateObject() : NULL;
    if (!node) {
        stop(build, ERROR_LIMIT, "needs too much memory when parsed");
        return NULL;
    }
    cJSON_AddItemToArray(array, node);
    build->depth++;
    build->open[build->depth].node = node;
    strbuf_clear(&build->open[build->depth].text);
    return node;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
    int namespace_count, const xmlChar **namespaces, int attribute_count, int default_count,
    const xmlChar **attributes) {
    struct build *build = context;
    char text[LONGEST_NAME];
    (void)uri;
    (void)default_count;
    cJSON *node = build->error ? NULL : open_element(build, qualified(text, "", prefix, name));
    for (int i = 0; node && i < namespace_count; i++) {
        const xmlChar *declared = namespaces[2 * (size_t)i];
        const char *attribute =
            declared ? qualified(text, "@", (const xmlChar *)"xmlns", declared) : "@xmlns";
        add_text_member(build, node, attribute,
            namespaces[2 * (size_t)i + 1] ? (const char *)namespaces[2 * (size_t)i + 1] : "");
    }
    for (int i = 0; node && i < attribute_count; i++) {
        add_attribute(build, node, attributes + 5 * (size_t)i);
    }
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    struct build *build = context;
    (void)name;
    (void)prefix;
    (void)uri;
    if (build->error || build->depth == 0) {
        return;
    }
    const char *content = strbuf_text(&build->open[build->depth].text);
    if (content[strspn(content, " \t\r\n")]) {
        add_text_member(build, build->open[build->depth].node, "#text", content);
    }
    build->depth--;
}

static void characters(void *context, const xmlChar *text, int len) {
    struct build *build = context;
    if (!build->error && build->depth > 0 && len > 0) {
        strbuf_add(&build->open[build->depth].text, (const char *)text, (size_t)len);
    }
}

// Billion laughs and its relatives: no feed needs an entity of its own.
static void refuse_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
    const xmlChar *system_id, xmlChar *content) {
    (void)name;
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    stop(context, ERROR_REFUSED, "declares entities, which are not read");
}

static xmlEntityPtr predefined_entity(void *context, const xmlChar *name) {
    (void)context;
    return xmlGetPredefinedEntity(name);
}

static xmlParserInputPtr no_external(void *context, const xmlChar *public_id, const xmlChar *system_id) {
    (void)context;
    (void)public_id;
    (void)system_id;
    return NULL;
}

static void keep_quiet(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

__attribute__((constructor)) static void prepare_library(void) {
    xmlInitParser(); // before threads, as libxml2 asks
}

static enum error report(const struct build *build, const xmlParserCtxt *parser, struct reason *reason) {
    if (build->error) {
        return reason_set(reason, build->error, "XML %s", build->problem);
    }
    const char *message = parser->lastError.message ? parser->lastError.message : "it ends too early";
    return reason_set(reason, ERROR_INPUT, "not XML: line %d, column %d: %.*s", parser->lastError.line,
        parser->lastError.int2, (int)strcspn(message, "\n"), message);
}

// The members of the root element follow it in the document, so that both /rss/0/channel and /channel lead
// there. The lists share their nodes; nobody changes or frees single nodes of a tree.
static void lend_members(cJSON *document) {
    cJSON *roots = document ? document->child : NULL;
    if (roots && roots->child) {
        roots->next = roots->child->child;
    }
}

static void parse(struct build *build, const char *text, size_t len) {
    xmlSAXHandler handler = {
        .startElementNs = start_element,
        .endElementNs = end_element,
        .characters = characters,
        .cdataBlock = characters,
        .ignorableWhitespace = characters,
        .entityDecl = refuse_entity,
        .getEntity = predefined_entity,
        .resolveEntity = no_external,
        .serror = keep_quiet,
        .initialized = XML_SAX2_MAGIC,
    };
    xmlParserCtxtPtr parser = build->parser;
    *parser->sax = handler;
    parser->userData = build;
    xmlCtxtUseOptions(parser,
        XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC | XML_PARSE_NOWARNING | XML_PARSE_NOERROR);
    // Again: the options put the tree builder's handlers where ours were.
    *parser->sax = handler;
    xmlParseChunk(parser, text, (int)len, 1);
}

enum error xml_tree_parse(struct json_tree *tree, const char *text, size_t len, struct reason *reason) {
    struct build build = {0};
    for (size_t i = 0; i <= LIMIT_JSON_DEPTH; i++) {
        strbuf_init(&build.open[i].text, LIMIT_BODY);
    }
    build.parser = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
    if (!build.parser) {
        return reason_set(reason, ERROR_LIMIT, "no memory for an XML parser");
    }
    json_tree_open(tree);
    build.open[0].node = cJSON_CreateObject();
    parse(&build, text, len);
    lend_members(build.open[0].node);
    bool fits = json_tree_close(tree);
    tree->root = build.open[0].node;
    enum error error = ERROR_NONE;
    if (!fits && !build.error) {
        build.error = ERROR_LIMIT;
        build.problem = "needs too much memory when parsed";
    }
    if (build.error || !build.parser->wellFormed) {
        error = report(&build, build.parser, reason);
    }
    xmlFreeDoc(build.parser->myDoc); // made by the library itself when a DTD declares an entity
    xmlFreeParserCtxt(build.parser);
    for (size_t i = 0; i <= LIMIT_JSON_DEPTH; i++) {
        strbuf_finish(&build.open[i].text);
    }
    return error;
}
