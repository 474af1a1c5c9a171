#ifndef BROADSIDE_LAYOUT_PAGE_KINDS_H
#define BROADSIDE_LAYOUT_PAGE_KINDS_H

#include "base/page_kinds.h"
#include "layout/page.h"

#define DECLARE_KIND(name, word) extern const struct page_kind page_kind_##name;
PAGE_KINDS(DECLARE_KIND)
#undef DECLARE_KIND

#endif
