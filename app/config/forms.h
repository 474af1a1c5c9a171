#ifndef BROADSIDE_CONFIG_FORMS_H
#define BROADSIDE_CONFIG_FORMS_H

#include "config/settings.h"

// What the texts of the configuration must look like.
extern const struct setting_form form_id;       // of a kiosk, source, list: also part of file names
extern const struct setting_form form_language; // BCP 47, by shape
extern const struct setting_form form_zone;     // a time zone that the system has
extern const struct setting_form form_moment;   // RFC 3339
extern const struct setting_form form_address;  // http:, https: or file:
extern const struct setting_form form_name;     // of a profile or theme, the path of a file, or http(s):
extern const struct setting_form form_picture;  // the path of a picture, or http(s):
extern const struct setting_form form_currency; // ISO 4217, by shape
extern const struct setting_form form_remote;   // http:, https: or file:, with {id} and {group}
extern const struct setting_form form_key;      // a public key as minisign writes it
extern const struct setting_form form_setting;  // the name of a setting: "kiosk.theme"
extern const struct setting_form form_clock;    // a time of day
extern const struct setting_form form_hours;    // two times of day
extern const struct setting_form form_dates;    // a day or days of a year, or of every year

#endif
