#pragma once
// Who lives in a home and how they heat it: traits drawn once per home, a pure function of the seed, the home's name
// and the inputs below. Every default says where it comes from; [F19] is Ma Kunru et al., Gas & Heat 40(4), 2020 (412
// users in Hebei); [patterns] is the survey summary m.vzkoo.com/question/1671566603; "assumed" is ours and open to
// change.

#include <array>
#include <cstdint>
#include <string_view>

namespace hearthgrid::occupancy {

/// How a home is heated over the day and its rooms.
enum class HeatingPattern {
  full_time_whole = 0,  ///< 3 to 5 rooms, day and night (old people, children)
  full_time_part = 1,   ///< one or two bedrooms and the living room, day and night
  part_time_part = 2,   ///< living room by day, bedroom an hour or two before sleep
};
constexpr int PATTERNS = 3;
/// As in households.csv.
constexpr std::array<std::string_view, PATTERNS> PATTERN_NAMES = {"full_time_whole", "full_time_part",
                                                                  "part_time_part"};

/// Shares of the patterns; they are divided by their sum. Source: [patterns], about 20/50/30 %.
struct PatternShares {
  double full_time_whole = 0.20;
  double full_time_part = 0.50;
  double part_time_part = 0.30;
};

/// A normal number cut at both ends.
struct CutNormal {
  double mean, deviation, low, high;
};

/// Warmth asked for with coal (before) and with clean heat (after): the rebound.
struct ComfortInputs {
  CutNormal set_point_before_c{14.5, 1.0, 13.0,
                               16.0};                  ///< [F19] range 13 to 16 degC; mean and spread assumed inside it
  CutNormal set_point_after_c{18.5, 0.8, 17.0, 20.0};  ///< [F19] range 17 to 20 degC; mean and spread assumed inside it
  double correlation = 0.5;  ///< of a home's two set points (assumed: who liked it warm still does)
  /// Heated share of the floor by pattern, with a stove and with clean heat alike. Source: the survey summary
  /// [patterns]: all; one or two bedrooms and the living room, 0.5 to 0.6; the living room and a bedroom, 0.3 to 0.4.
  /// No survey of more rooms heated after conversion was found (unverified), and the warmer rooms [F19] alone take up
  /// the rise in heat that the field studies show (tests/validation/README.md).
  std::array<double, PATTERNS> heated_share_before{1.0, 0.55, 0.35};
  std::array<double, PATTERNS> heated_share_after{1.0, 0.55, 0.35};
  double heated_share_spread = 0.05;        ///< uniform half-width on shares below 1 (the sheet's ranges)
  double night_setback_before_share = 0.5;  ///< of homes that heat day and night, lower their heater by night (assumed)
  double night_setback_after_share = 0.65;  ///< more: fewer homes heat 24 h a day after conversion [F19]; size assumed
  double night_setback_before_k =
      2.0;                             ///< mean of those; a home's is uniform in half to one and a half of it (assumed)
  double night_setback_after_k = 3.0;  ///< the same after conversion (assumed)
  double hand_switching_share = 0.2;   ///< of homes turn the heater down when the last one goes out (assumed)
  double hand_setback_k = 4.0;         ///< by how much (assumed)
  double airing_share = 0.6;           ///< of homes open windows in the heating season (assumed)
  double off_set_point_c = 8.0;        ///< what a part-time home keeps when it does not heat (assumed: no freezing)
  /// Of the part-time homes, those that were so with coal already: fewer heat 24 h a day after conversion [F19]; half
  /// is assumed.
  double part_time_before_share = 0.5;
  double short_season_share = 0.0;    ///< of homes heat on cold days only (none unless stated)
  double short_season_below_c = 0.0;  ///< on days after one with a mean below this (assumed)
  double festival_warmer_k = 1.0;     ///< warmer on festival days, which also stands for more rooms (assumed)
};

/// Household size and daily habits (winter, residents only).
struct HouseholdInputs {
  /// Shares of homes with 1, 2, ... 6 residents; divided by their sum. Mean 2.7: the sheet's placeholder is 2.5 to 3.5
  /// persons (unverified), and working-age people are away in winter (assumed).
  std::array<double, 6> persons_share{0.13, 0.38, 0.24, 0.16, 0.06, 0.03};
  double elderly_home_share = 0.45;        ///< homes with at least one resident over 60 (assumed)
  double absent_workers_share = 0.40;      ///< homes of which one or two come back for the Spring Festival (assumed)
  double leaves_on_workdays_share = 0.30;  ///< of homes without old people: all residents out by day (assumed)
  double worker_share = 0.15;              ///< of other residents of working age: go to work on work days (assumed)
  double child_home_share = 0.45;     ///< of homes of three and more: one child, or two in half of the larger (assumed)
  double wake_minute = 380.0;         ///< mean, minutes after midnight (sheet 5.1: an hour before the UK's; assumed)
  double wake_spread_minute = 60.0;   ///< triangular half-width (assumed)
  double sleep_minute = 1290.0;       ///< mean (assumed)
  double sleep_spread_minute = 75.0;  ///< triangular half-width (assumed)
  double meal_spread_minute = 60.0;   ///< habit of the home, triangular half-width around the usual hours (assumed)
};

/// Electricity without space heating, hot water from an electric heater included, where a yearly mean is given. Sheet:
/// placeholders of 1000 to 2000 kWh a year (unverified); Beijing's converted villages used 10.1 kWh a day before (State
/// Grid Beijing, 2016/17, derived): set 3700 there.
struct ElectricityInputs {
  double yearly_kwh = 1500.0;    ///< mean of all homes
  double spread = 1.0 / 3.0;     ///< of the home's habit, triangular half-width about 1 (assumed)
  double least_habit = 0.13;     ///< no inhabited home below (assumed); the mean of habits stays 1
  double more_per_person = 0.1;  ///< of the mean, for each person above the mean number (assumed)
};

struct PeopleInputs {
  PatternShares patterns;
  ComfortInputs comfort;
  HouseholdInputs household;
  ElectricityInputs electricity;
};

/// The people of one home.
struct People {
  int persons = 2;    ///< residents in winter
  int elderly = 0;    ///< of them over 60
  int children = 0;   ///< of them at school or younger
  int workers = 0;    ///< of them who go to work on work days
  int returning = 0;  ///< who come back for the Spring Festival
  bool absent_workers = false;
  bool leaves_on_workdays = false;
  HeatingPattern pattern = HeatingPattern::full_time_part;
  double set_point_before_c = 14.5, set_point_after_c = 18.5;
  double heated_share_before = 0.55, heated_share_after = 0.55;
  double night_setback_before_k = 1.0, night_setback_after_k = 2.0;
  double off_set_point_c = 8.0;
  bool part_time_before = true;    ///< whether a part-time home was one before conversion
  double festival_warmer_k = 0.0;  ///< on festival days
  double heats_below_c = 1e3;      ///< only on days after one whose mean outdoor temperature was below this
  bool switches_by_hand = false;   ///< turns the heater down by hand_setback_k while nobody is at home
  double hand_setback_k = 4.0;
  bool airs = false;       ///< opens windows
  double use_habit = 1.0;  ///< electricity over that of like people with the same appliances; mean 1
  /// Of a year, without space heating. With `kwh_follows_use`, what the home's appliances come to by its habits instead
  /// of something given.
  double yearly_kwh = 1500.0;
  bool kwh_follows_use = false;
  double tank_draw_kwh = 0.0, tank_loss_kwh = 0.0;      ///< of it: for hot water that is drawn, for what the tank loses
  double wake_minute = 380.0, sleep_minute = 1290.0;    ///< local minutes after midnight
  double leave_minute = 480.0, return_minute = 1020.0;  ///< on workdays, when leaves_on_workdays
  double meal_shift_minute = 0.0;                       ///< how much later than usual lunch and supper are
};

/// Draws the people of a home: a pure function of its arguments (stream Stream::people, name_hash = stable_hash(name)).
/// Expects checked inputs: shares not negative with a positive sum, low <= mean <= high.
[[nodiscard]] People draw_people(uint32_t seed, uint64_t name_hash, const PeopleInputs& inputs);

/// Sets how a home is heated where it is known; its heated shares follow, from the draw that it has.
void set_pattern(People& people, HeatingPattern pattern, uint32_t seed, uint64_t name_hash,
                 const ComfortInputs& inputs);

/// Sets the number of residents where it is known: old people and then children stay as far as they fit, the rest are
/// of working age, and all of them work away from home if the home leaves on workdays.
void set_persons(People& people, int persons);

/// Yearly kWh of a home by its number of residents and its habit, where the mean of all homes is given.
[[nodiscard]] double yearly_kwh_of(const People& people, const PeopleInputs& inputs);

/// Mean number of residents by the inputs' shares.
[[nodiscard]] double mean_persons(const HouseholdInputs& inputs);

}  // namespace hearthgrid::occupancy
