#include "chart/subset_rules.h"

#include <stddef.h>
#include <string.h>

#define T(name)                                                                                              \
    { name, TAKEN, NULL }
#define I(name)                                                                                              \
    { name, IGNORED, NULL }
#define END                                                                                                  \
    { NULL, TAKEN, NULL }

static const struct rule mark_rules[] = {T("type"), T("color"), T("fill"), T("stroke"), T("strokeWidth"),
    T("strokeDash"), T("opacity"), T("fillOpacity"), T("strokeOpacity"), T("filled"), T("size"), T("shape"),
    T("point"), T("line"), T("interpolate"), T("orient"), T("binSpacing"), T("cornerRadius"),
    T("cornerRadiusEnd"), T("cornerRadiusTopLeft"), T("cornerRadiusTopRight"), I("cornerRadiusBottomLeft"),
    I("cornerRadiusBottomRight"), T("innerRadius"), T("outerRadius"), I("padAngle"), T("radius"),
    T("radiusOffset"), T("width"), T("height"), T("thickness"), T("bandSize"), T("xOffset"), T("yOffset"),
    T("x2Offset"), T("y2Offset"), T("dx"), T("dy"), T("align"), T("baseline"), T("fontSize"), T("fontWeight"),
    T("text"), T("style"), T("invalid"), I("strokeCap"), I("strokeJoin"), I("tooltip"), I("cursor"),
    T("clip"), I("aria"), I("description"), I("href"), I("font"), I("fontStyle"), I("limit"), I("ellipsis"),
    T("timeUnitBandPosition"), T("timeUnitBandSize"), I("minBandSize"), I("lineHeight"),
    T("continuousBandSize"), END};

static const struct rule scale_rules[] = {T("type"), T("domain"), T("domainMin"), T("domainMax"),
    T("domainMid"), T("range"), T("rangeMin"), T("rangeMax"), T("reverse"), T("zero"), T("nice"),
    T("padding"), T("paddingInner"), T("paddingOuter"), T("align"), T("base"), T("exponent"), T("constant"),
    T("clamp"), I("round"), I("scheme"), I("interpolate"), END};

static const struct rule axis_rules[] = {T("title"), T("format"), T("formatType"), T("grid"), T("domain"),
    I("ticks"), T("labels"), T("values"), I("orient"), T("tickCount"), T("tickBand"), I("labelAngle"),
    I("labelAlign"), I("labelBaseline"), I("labelPadding"), I("labelOffset"), I("labelColor"),
    I("labelFontSize"), I("labelFontWeight"), I("labelFont"), I("labelLimit"), I("labelOverlap"),
    I("labelFlush"), I("labelFlushOffset"), I("labelBound"), I("labelSeparation"), I("titleX"), I("titleY"),
    I("titleAngle"), I("titleAlign"), I("titleAnchor"), I("titleBaseline"), I("titlePadding"),
    I("titleColor"), I("titleFontSize"), I("titleFontWeight"), I("titleFont"), I("titleLimit"),
    I("tickColor"), I("tickSize"), I("tickWidth"), I("tickOffset"), I("tickExtra"), I("tickMinStep"),
    I("tickRound"), I("tickDash"), I("gridColor"), I("gridDash"), I("gridOpacity"), I("gridWidth"),
    I("domainColor"), I("domainWidth"), I("domainDash"), I("minExtent"), I("maxExtent"), I("offset"),
    I("position"), I("zindex"), I("bandPosition"), I("style"), I("aria"), END};

static const struct rule legend_rules[] = {T("title"), T("format"), T("formatType"), T("values"), T("labels"),
    I("orient"), I("direction"), I("columns"), I("type"), I("tickCount"), I("symbolType"), I("symbolSize"),
    I("symbolStrokeWidth"), I("symbolOpacity"), I("symbolFillColor"), I("symbolStrokeColor"),
    I("labelFontSize"), I("labelColor"), I("labelLimit"), I("labelAlign"), I("labelBaseline"),
    I("labelOffset"), I("labelOverlap"), I("titleFontSize"), I("titleAnchor"), I("titleAlign"),
    I("titleOrient"), I("titleColor"), I("titleLimit"), I("titlePadding"), I("gradientLength"),
    I("gradientThickness"), I("gradientStrokeColor"), I("offset"), I("padding"), I("rowPadding"),
    I("columnPadding"), I("clipHeight"), I("fillColor"), I("strokeColor"), I("cornerRadius"), I("legendX"),
    I("legendY"), I("zindex"), I("aria"), END};

static const struct rule condition_rules[] = {T("test"), T("value"), END};
static const struct rule header_rules[] = {T("format"), T("formatType"), I("title"), I("titleAlign"),
    I("titleAnchor"), I("titleAngle"), I("titleBaseline"), I("titleColor"), I("titleFont"),
    I("titleFontSize"), I("titleFontStyle"), I("titleFontWeight"), I("titleLimit"), I("titleLineHeight"),
    I("titleOrient"), I("titlePadding"), I("labels"), I("labelAlign"), I("labelAnchor"), I("labelAngle"),
    I("labelBaseline"), I("labelColor"), I("labelFont"), I("labelFontSize"), I("labelFontStyle"),
    I("labelFontWeight"), I("labelLimit"), I("labelLineHeight"), I("labelOrient"), I("labelPadding"),
    I("orient"), END};

static const struct rule channel_rules[] = {T("field"), T("type"), T("aggregate"), T("bin"), T("timeUnit"),
    T("sort"), T("stack"), T("title"), T("value"), T("datum"), T("format"), T("formatType"),
    {"scale", INTO, scale_rules}, {"axis", INTO, axis_rules}, {"legend", INTO, legend_rules},
    {"condition", INTO, condition_rules}, {"header", INTO, header_rules}, T("columns"), I("spacing"),
    I("align"), I("center"), END};

static const struct rule tooltip_rules[] = {{"*", IGNORED, NULL}, END};

#define C(name)                                                                                              \
    { name, INTO, channel_rules }
static const struct rule encoding_rules[] = {C("x"), C("y"), C("x2"), C("y2"), C("xOffset"), C("yOffset"),
    C("color"), C("fill"), C("stroke"), C("strokeDash"), C("strokeWidth"), C("size"), C("shape"),
    C("opacity"), C("fillOpacity"), C("strokeOpacity"), C("theta"), C("theta2"), C("radius"), C("radius2"),
    C("order"), C("detail"), C("text"), C("row"), C("column"), C("facet"), {"tooltip", INTO, tooltip_rules},
    I("href"), I("url"), I("description"), I("key"), END};

static const struct rule transform_rules[] = {T("aggregate"), T("groupby"), T("bin"), T("field"), T("as"),
    T("timeUnit"), T("stack"), T("sort"), T("offset"), T("filter"), END};

static const struct rule facet_rules[] = {C("row"), C("column"), T("field"), T("type"), T("sort"), T("title"),
    {"header", INTO, header_rules}, T("bin"), T("timeUnit"), END};

static const struct rule scale_resolve_rules[] = {{"*", TAKEN, NULL}, END};
static const struct rule resolve_rules[] = {{"scale", INTO, scale_resolve_rules},
    {"axis", INTO, scale_resolve_rules}, {"legend", INTO, scale_resolve_rules}, END};

static const struct rule view_rules[] = {I("$schema"), I("description"), I("name"), T("title"), T("data"),
    I("datasets"), {"transform", INTO, transform_rules}, {"mark", INTO, mark_rules},
    {"encoding", INTO, encoding_rules}, {"layer", INTO, view_rules}, {"spec", INTO, view_rules},
    {"facet", INTO, facet_rules}, T("columns"), T("width"), T("height"), I("view"), T("config"),
    T("usermeta"), I("background"), I("padding"), I("autosize"), I("params"), I("projection"),
    {"resolve", INTO, resolve_rules}, I("spacing"), I("align"), I("bounds"), I("center"), END};

static const struct {
    const char *key, *feature;
} features[] = {
    {"expr", "expressions"},
    {"signal", "expressions"},
    {"param", "parameters"},
    {"selection", "selections"},
    {"calculate", "the transform calculate"},
    {"window", "the transform window"},
    {"fold", "the transform fold"},
    {"joinaggregate", "the transform joinaggregate"},
    {"lookup", "the transform lookup"},
    {"pivot", "the transform pivot"},
    {"flatten", "the transform flatten"},
    {"impute", "imputed values"},
    {"regression", "the transform regression"},
    {"loess", "the transform loess"},
    {"density", "the transform density"},
    {"quantile", "the transform quantile"},
    {"sample", "the transform sample"},
    {"extent", "the transform extent"},
    {"labelExpr", "expressions"},
    {"repeat", "repeated views"},
    {"hconcat", "views side by side"},
    {"vconcat", "views below each other"},
    {"concat", "concatenated views"},
    {"bandPosition", "bandPosition"},
    {"geoshape", "maps"},
};

const struct rule *const subset_rules = view_rules;

const char *subset_feature(const char *key) {
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        if (strcmp(features[i].key, key) == 0) {
            return features[i].feature;
        }
    }
    return NULL;
}
