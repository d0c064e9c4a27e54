#pragma once
// The figures of transformer_type.hpp as they were found, each with its source. Only transformer_type.cpp reads this.
//
// Checks made on the unverified rows: the load loss of grade 2 is 0.80 and that of grade 1 is 0.72 of grade 3, rounded
// to 5 W, in every row up to 2000 kVA. GB 20052-2024 (in force since 2025-02-01) changed the load loss at 2500 kVA.

#include <string_view>

namespace hearthgrid::electricity::table {

struct Evidence {
  std::string_view status;
  std::string_view source;
};

constexpr Evidence MAKER_S13{"standard",
                             "a manufacturer's S13 product table in a public repository; equal to GB 20052 grade 3 as "
                             "recalled, which was not read"};
constexpr Evidence KEPT_S11{"standard",
                            "no-load loss: Gawg-AI/cnpower 37cb2d3, agrees with GB/T 6451-2008 as recalled; load loss "
                            "and impedance: the manufacturer's S13 table, same column"};
constexpr Evidence KEPT_SBH15{"standard",
                              "no-load loss: Gawg-AI/cnpower 37cb2d3, agrees with GB 20052 grade 3 amorphous as "
                              "recalled; load loss and impedance: the manufacturer's S13 table, same column"};
constexpr Evidence RECALLED_S20{"unverified", "GB 20052-2020 grade 2 as recalled; check against the standard"};
constexpr Evidence RECALLED_S22{"unverified", "GB 20052-2020 grade 1 as recalled; check against the standard"};
constexpr Evidence CHECKED_S20{
    "standard",
    "no-load loss and Dyn11 load loss: a public test quoting GB 20052 table 1, 400 kVA grade "
    "2; Yyn0 load loss unverified"};

constexpr double UNKNOWN = -1.0;

struct Row {
  std::string_view series;
  double rated_kva;
  double no_load_loss_w;
  double load_loss_dyn11_w;
  double load_loss_yyn0_w;
  double impedance_percent;
  double no_load_current_percent;
  Evidence evidence;
};

// clang-format off
constexpr Row ROWS[] = {
    {"S11", 30, 100, 630, 600, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 50, 130, 910, 870, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 80, 180, 1310, 1250, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 100, 200, 1580, 1500, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 160, 280, 2310, 2200, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 200, 340, 2730, 2600, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 250, 400, 3200, 3050, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 315, 480, 3830, 3650, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 400, 570, 4520, 4300, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 500, 680, 5410, 5150, 4.0, UNKNOWN, KEPT_S11},
    {"S11", 630, 810, 6200, 6200, 4.5, UNKNOWN, KEPT_S11},
    {"S11", 800, 980, 7500, 7500, 4.5, UNKNOWN, KEPT_S11},
    {"S11", 1000, 1150, 10300, 10300, 4.5, UNKNOWN, KEPT_S11},
    {"S11", 1250, 1360, 12000, 12000, 4.5, UNKNOWN, KEPT_S11},
    {"S11", 1600, 1640, 14500, 14500, 4.5, UNKNOWN, KEPT_S11},
    {"S13", 30, 80, 630, 600, 4.0, 0.5, MAKER_S13},
    {"S13", 50, 100, 910, 870, 4.0, 0.5, MAKER_S13},
    {"S13", 80, 130, 1310, 1250, 4.0, 0.45, MAKER_S13},
    {"S13", 100, 150, 1580, 1500, 4.0, 0.45, MAKER_S13},
    {"S13", 160, 200, 2310, 2200, 4.0, 0.4, MAKER_S13},
    {"S13", 200, 240, 2730, 2600, 4.0, 0.4, MAKER_S13},
    {"S13", 250, 290, 3200, 3050, 4.0, 0.35, MAKER_S13},
    {"S13", 315, 340, 3830, 3650, 4.0, 0.35, MAKER_S13},
    {"S13", 400, 410, 4520, 4300, 4.0, 0.35, MAKER_S13},
    {"S13", 500, 480, 5410, 5150, 4.0, 0.3, MAKER_S13},
    {"S13", 630, 570, 6200, 6200, 4.5, 0.25, MAKER_S13},
    {"S13", 800, 700, 7500, 7500, 4.5, 0.18, MAKER_S13},
    {"S13", 1000, 830, 10300, 10300, 4.5, 0.17, MAKER_S13},
    {"S13", 1250, 970, 12000, 12000, 4.5, 0.17, MAKER_S13},
    {"S13", 1600, 1170, 14500, 14500, 4.5, 0.16, MAKER_S13},
    {"S13", 2000, 1360, 18300, 18300, 5.0, 0.16, MAKER_S13},
    {"S13", 2500, 1600, 21200, 21200, 5.0, 0.15, MAKER_S13},
    {"S20", 30, 70, 505, 480, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 50, 90, 730, 695, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 63, 100, 870, 830, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 80, 115, 1050, 1000, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 100, 135, 1265, 1200, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 125, 150, 1510, 1440, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 160, 180, 1850, 1760, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 200, 215, 2185, 2080, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 250, 260, 2560, 2440, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 315, 305, 3065, 2920, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 400, 370, 3615, 3440, 4.0, UNKNOWN, CHECKED_S20},
    {"S20", 500, 430, 4330, 4120, 4.0, UNKNOWN, RECALLED_S20},
    {"S20", 630, 510, 4960, 4960, 4.5, UNKNOWN, RECALLED_S20},
    {"S20", 800, 630, 6000, 6000, 4.5, UNKNOWN, RECALLED_S20},
    {"S20", 1000, 745, 8240, 8240, 4.5, UNKNOWN, RECALLED_S20},
    {"S20", 1250, 870, 9600, 9600, 4.5, UNKNOWN, RECALLED_S20},
    {"S20", 1600, 1050, 11600, 11600, 4.5, UNKNOWN, RECALLED_S20},
    {"S20", 2000, 1225, 14640, 14640, 5.0, UNKNOWN, RECALLED_S20},
    {"S20", 2500, 1440, 16960, 16960, 5.0, UNKNOWN, RECALLED_S20},
    {"S22", 30, 65, 455, 430, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 50, 80, 655, 625, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 63, 90, 785, 750, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 80, 105, 945, 900, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 100, 120, 1140, 1080, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 125, 135, 1360, 1295, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 160, 160, 1665, 1585, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 200, 190, 1970, 1870, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 250, 230, 2300, 2195, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 315, 270, 2760, 2630, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 400, 330, 3250, 3095, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 500, 385, 3900, 3710, 4.0, UNKNOWN, RECALLED_S22},
    {"S22", 630, 460, 4460, 4460, 4.5, UNKNOWN, RECALLED_S22},
    {"S22", 800, 560, 5400, 5400, 4.5, UNKNOWN, RECALLED_S22},
    {"S22", 1000, 665, 7415, 7415, 4.5, UNKNOWN, RECALLED_S22},
    {"S22", 1250, 780, 8640, 8640, 4.5, UNKNOWN, RECALLED_S22},
    {"S22", 1600, 940, 10440, 10440, 4.5, UNKNOWN, RECALLED_S22},
    {"S22", 2000, 1085, 13180, 13180, 5.0, UNKNOWN, RECALLED_S22},
    {"S22", 2500, 1280, 15270, 15270, 5.0, UNKNOWN, RECALLED_S22},
    {"SBH15", 30, 33, 630, 600, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 50, 43, 910, 870, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 80, 60, 1310, 1250, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 100, 75, 1580, 1500, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 160, 100, 2310, 2200, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 200, 120, 2730, 2600, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 250, 140, 3200, 3050, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 315, 170, 3830, 3650, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 400, 200, 4520, 4300, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 500, 240, 5410, 5150, 4.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 630, 320, 6200, 6200, 4.5, UNKNOWN, KEPT_SBH15},
    {"SBH15", 800, 380, 7500, 7500, 4.5, UNKNOWN, KEPT_SBH15},
    {"SBH15", 1000, 450, 10300, 10300, 4.5, UNKNOWN, KEPT_SBH15},
    {"SBH15", 1250, 530, 12000, 12000, 4.5, UNKNOWN, KEPT_SBH15},
    {"SBH15", 1600, 630, 14500, 14500, 4.5, UNKNOWN, KEPT_SBH15},
    {"SBH15", 2000, 750, 18300, 18300, 5.0, UNKNOWN, KEPT_SBH15},
    {"SBH15", 2500, 900, 21200, 21200, 5.0, UNKNOWN, KEPT_SBH15},
};
// clang-format on

}  // namespace hearthgrid::electricity::table
