#ifndef BROADSIDE_KIOSK_ASSETS_H
#define BROADSIDE_KIOSK_ASSETS_H

// Where the files that come with the program are: profiles, themes, locale, schema, demo; and the faces.

// $BROADSIDE_ASSETS; else ../share/broadside/assets beside the program, if it is there; else the source tree.
// Found once; not for several threads at the first call. Borrowed, for the process's life.
const char *assets_folder(void);
// $BROADSIDE_FONTS, ../share/broadside/fonts or the source tree.
const char *fonts_folder(void);

// ("profiles", "json-feed.json"): the file in the folder of assets. The caller frees it.
char *assets_path(const char *kind, const char *name);
// What a configuration names: the path of a file that ends in .json as it is, a name as the file of that name
// in assets ("night" → "…/themes/night.json"). The caller frees it.
char *assets_named(const char *kind, const char *name);

#endif
