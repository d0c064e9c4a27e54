// Hot: plain loops over sixteen lanes that the compiler turns into vector code, nothing with linkage but base_load_day,
// so that the file can be compiled once per instruction set (HEARTHGRID_KERNEL names the namespace of each).

#include <bit>
#include <cstdint>

#include "models/occupancy/base_load.hpp"

#ifdef HEARTHGRID_KERNEL
namespace hearthgrid::occupancy::HEARTHGRID_KERNEL {
#else
namespace hearthgrid::occupancy {
#endif
namespace {

constexpr int CHUNK = 96;                 // steps held at once: 6 KiB, a day of quarter hours
constexpr uint32_t BASE_LOAD_STREAM = 3;  // Stream::base_load; the test compares the words
constexpr int DRAWS = EVENTS / 2 + 1;

struct Words {
  alignas(64) uint32_t word[4][LANES];
};

// Where each event of each lane lies, once per day.
struct Laid {
  alignas(64) float start[EVENTS][LANES];
  alignas(64) float end[EVENTS][LANES];
  alignas(64) float watts[EVENTS][LANES];
  int32_t first[EVENTS];  // over the lanes
  int32_t last[EVENTS];
  alignas(64) float cycle_phase[CYCLING][LANES];
};

// Philox 4x32-10 (Salmon et al., SC 2011), one counter per lane. The rounds are unrolled so that the lanes' loop is the
// innermost and becomes vector code.
inline void philox(const BaseLoadLanes& lanes, uint32_t seed, uint32_t when, uint32_t draw, Words& out) {
  for (int l = 0; l < LANES; ++l) {
    uint32_t a = lanes.name_hash_low[l];
    uint32_t b = lanes.name_hash_high[l];
    uint32_t c = when;
    uint32_t d = draw;
#pragma GCC unroll 10
    for (uint32_t round = 0; round < 10; ++round) {
      const uint64_t p = uint64_t{0xD2511F53U} * a;
      const uint64_t q = uint64_t{0xCD9E8D57U} * c;
      a = static_cast<uint32_t>(q >> 32U) ^ b ^ (seed + round * 0x9E3779B9U);
      b = static_cast<uint32_t>(q);
      c = static_cast<uint32_t>(p >> 32U) ^ d ^ (BASE_LOAD_STREAM + round * 0xBB67AE85U);
      d = static_cast<uint32_t>(p);
    }
    out.word[0][l] = a;
    out.word[1][l] = b;
    out.word[2][l] = c;
    out.word[3][l] = d;
  }
}

// start = centre + shift + spread * triangular, duration = (low + span * uniform) * stretch (+ sleep shift), in units.
// The hour of the start, for u < DAY_UNITS: (u / 64) * 4370 / 65536 is u / 960 rounded down.
inline void lay_event(const BaseLoadLanes& lanes, const DayShape& shape, int e, const int32_t* __restrict awake_hours,
                      const uint32_t* __restrict happen_duration, const uint32_t* __restrict start_pair, Laid& laid) {
  const EventDay event = shape.events[e];
  const int32_t* __restrict shift = lanes.shift[static_cast<int32_t>(event.anchor)];
  const int32_t* __restrict sleep = lanes.shift[event.lasts_until_sleep * static_cast<int32_t>(Anchor::sleep)];
  const int32_t* __restrict times = lanes.times[event.by_habit];
  const int32_t anyway = event.needs_someone != 0 ? 0 : 1;
  const int32_t* __restrict stretch = lanes.stretch[shape.kind][static_cast<int32_t>(event.stretch)];
  const float* __restrict watts = lanes.watts[event.appliance];
  int32_t first = DAY_UNITS;
  int32_t last = 0;
  for (int l = 0; l < LANES; ++l) {
    const int32_t chance = static_cast<int32_t>(happen_duration[l] & 0xFFFFU);
    const int32_t length = static_cast<int32_t>(happen_duration[l] >> 16U);
    const int32_t pair = static_cast<int32_t>((start_pair[l] & 0xFFFFU) + (start_pair[l] >> 16U)) - 65536;
    int32_t start = event.centre + shift[l] + ((pair * event.half_spread) >> 16);
    start = start < 0 ? start + DAY_UNITS : start;
    start = start >= DAY_UNITS ? start - DAY_UNITS : start;
    const int32_t hour = ((start >> 6) * 4370) >> 16;
    // The hours shifted right by `hour`, as a product with 2^-hour: exact in 24 bits, and every set has it.
    const float power = std::bit_cast<float>((127 - hour) << 23);
    const int32_t shifted = static_cast<int32_t>(static_cast<float>(awake_hours[l]) * power);
    // At most 1: every draw of 16 bits is below 65536, so the product needs no cut.
    const int32_t threshold = ((shifted | anyway) & 1) * ((event.threshold * times[l]) >> 8);
    const bool happens = chance < threshold;
    int32_t duration = event.duration_low + ((length * event.duration_span) >> 16);
    duration = ((duration * stretch[l] + FIXED_POINT / 2) >> 8) + sleep[l];
    duration = duration < 0 || !happens ? 0 : duration;
    duration = duration > DAY_UNITS ? DAY_UNITS : duration;
    const int32_t end = start + duration;
    const int32_t start_if = happens ? start : DAY_UNITS;
    first = start_if < first ? start_if : first;
    last = end > last ? end : last;
    laid.start[e][l] = static_cast<float>(start);
    laid.end[e][l] = static_cast<float>(end);
    laid.watts[e][l] = watts[l];
  }
  laid.first[e] = first;
  laid.last[e] = last;
}

inline void lay_day(const BaseLoadLanes& lanes, const DayShape& shape, const uint32_t* hours, uint32_t seed,
                    uint32_t when, Laid& laid) {
  alignas(64) int32_t awake_hours[LANES];
  for (int l = 0; l < LANES; ++l) {
    awake_hours[l] = static_cast<int32_t>(hours[l] & 0xFFFFFFU);
  }
  Words words;
  for (int draw = 0; draw < DRAWS - 1; ++draw) {
    philox(lanes, seed, when, static_cast<uint32_t>(draw), words);
    lay_event(lanes, shape, 2 * draw, awake_hours, words.word[0], words.word[1], laid);
    lay_event(lanes, shape, 2 * draw + 1, awake_hours, words.word[2], words.word[3], laid);
  }
  philox(lanes, seed, when, DRAWS - 1, words);
  for (int c = 0; c < CYCLING; ++c) {
    for (int l = 0; l < LANES; ++l) {
      const int32_t point = static_cast<int32_t>(words.word[c][l] >> 16U);
      laid.cycle_phase[c][l] = static_cast<float>((point * lanes.cycle_period[c][l]) >> 16);
    }
  }
}

// Watts times units of time of one that cycles in each step, added to the sums. The running time from 0 to x is
// n * on + min(x - n * period, on) with n = floor(x / period): whole numbers, and right even where n is off by one at a
// whole x / period.
inline void add_cycle(const BaseLoadLanes& lanes, const Laid& laid, int c, int begin, int count, int step_units,
                      float (*__restrict sum)[LANES]) {
  alignas(64) float before[LANES], period[LANES], on[LANES];
  const float* __restrict phase = laid.cycle_phase[c];
  const float* __restrict inverse = lanes.cycle_inverse_period[c];
  const float* __restrict watts = lanes.cycle_w[c];
  for (int l = 0; l < LANES; ++l) {
    period[l] = static_cast<float>(lanes.cycle_period[c][l]);
    on[l] = static_cast<float>(lanes.cycle_on[c][l]);
    const float x = phase[l] + static_cast<float>(begin * step_units);
    const float n = static_cast<float>(static_cast<int32_t>(x * inverse[l]));
    const float rest = x - n * period[l];
    before[l] = n * on[l] + (rest < on[l] ? rest : on[l]);
  }
  for (int k = 0; k < count; ++k) {
    const float now = static_cast<float>((begin + k + 1) * step_units);
    for (int l = 0; l < LANES; ++l) {
      const float x = phase[l] + now;
      const float n = static_cast<float>(static_cast<int32_t>(x * inverse[l]));
      const float rest = x - n * period[l];
      const float ran = n * on[l] + (rest < on[l] ? rest : on[l]);
      sum[k][l] += watts[l] * (ran - before[l]);
      before[l] = ran;
    }
  }
}

// What runs by itself: standby, refrigerator, freezer, a tank's losses.
inline void lay_background(const BaseLoadLanes& lanes, const Laid& laid, int begin, int count, int step_units,
                           float (*__restrict sum)[LANES]) {
  for (int k = 0; k < count; ++k) {
    for (int l = 0; l < LANES; ++l) {
      sum[k][l] = lanes.standby_w[l] * static_cast<float>(step_units);
    }
  }
  for (int c = 0; c < CYCLING; ++c) {
    add_cycle(lanes, laid, c, begin, count, step_units, sum);
  }
}

// Adds one event, moved by `wrap` for what runs past midnight, to the steps that any lane's event touches.
inline void add_event(const Laid& laid, int e, int wrap, int begin, int count, int step_units,
                      float (*__restrict sum)[LANES]) {
  int from = (laid.first[e] - wrap) / step_units;
  int to = (laid.last[e] - wrap + step_units - 1) / step_units;
  from = laid.first[e] < wrap || from < begin ? begin : from;
  to = to > begin + count ? begin + count : to;
  if (laid.last[e] <= wrap) {
    return;
  }
  alignas(64) float start[LANES], end[LANES], watts[LANES];
  for (int l = 0; l < LANES; ++l) {
    start[l] = laid.start[e][l] - static_cast<float>(wrap);
    end[l] = laid.end[e][l] - static_cast<float>(wrap);
    watts[l] = laid.watts[e][l];
  }
  for (int step = from; step < to; ++step) {
    const float low = static_cast<float>(step * step_units);
    const float high = static_cast<float>((step + 1) * step_units);
    float* __restrict row = sum[step - begin];
    for (int l = 0; l < LANES; ++l) {
      const float left = start[l] > low ? start[l] : low;
      const float right = end[l] < high ? end[l] : high;
      const float overlap = right - left;
      row[l] += watts[l] * (overlap > 0.0F ? overlap : 0.0F);
    }
  }
}

}  // namespace

void base_load_day(const BaseLoadLanes& lanes, const DayShape& shape, const uint32_t* awake_hours, uint32_t seed,
                   int64_t day_number, int steps_per_day, double* load_kw) {
  Laid laid;
  lay_day(lanes, shape, awake_hours, seed, static_cast<uint32_t>(day_number), laid);
  const int step_units = DAY_UNITS / steps_per_day;
  alignas(64) double factor[LANES];
  for (int l = 0; l < LANES; ++l) {
    factor[l] = lanes.scale[l] * (shape.level / (1000.0 * step_units));
  }
  alignas(64) float sum[CHUNK][LANES];
  for (int begin = 0; begin < steps_per_day; begin += CHUNK) {
    const int count = steps_per_day - begin < CHUNK ? steps_per_day - begin : CHUNK;
    lay_background(lanes, laid, begin, count, step_units, sum);
    for (int e = 0; e < EVENTS; ++e) {
      add_event(laid, e, 0, begin, count, step_units, sum);
      add_event(laid, e, DAY_UNITS, begin, count, step_units, sum);
    }
    for (int k = 0; k < count; ++k) {
      double* __restrict out = load_kw + static_cast<int64_t>(begin + k) * LANES;
      for (int l = 0; l < LANES; ++l) {
        out[l] = static_cast<double>(sum[k][l]) * factor[l];
      }
    }
  }
}

}  // namespace
