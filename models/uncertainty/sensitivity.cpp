#include "models/uncertainty/sensitivity.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/random.hpp"
#include "models/uncertainty/bands.hpp"

namespace hearthgrid::uncertainty {
namespace {

constexpr uint32_t ROWS = 3;  // draw of Stream::design; 0 to 2 are design.cpp's

void check(const InputEvaluations& f, size_t rows) {
  const size_t n = f.a.size();
  if (n < 2 || f.b.size() != n || f.ab.size() != n || rows != n) {
    throw std::invalid_argument("evaluations of a design in different numbers, or of less than two points");
  }
}

struct Moments {
  double mean = 0.0, variance = 0.0;
};

// times(k): how often row k counts.
template <class Times>
Moments moments_of(const InputEvaluations& f, Times times) {
  Moments m;
  const auto n = static_cast<double>(f.a.size());
  for (size_t k = 0; k < f.a.size(); ++k) m.mean += times(k) * (f.a[k] + f.b[k]);
  m.mean /= 2.0 * n;
  for (size_t k = 0; k < f.a.size(); ++k) {
    const double a = f.a[k] - m.mean, b = f.b[k] - m.mean;
    m.variance += times(k) * (a * a + b * b);
  }
  m.variance /= 2.0 * n;
  return m;
}

struct Indices {
  double first = 0.0, total = 0.0;
};

template <class Times>
Indices indices_of(const InputEvaluations& f, Times times) {
  const Moments m = moments_of(f, times);
  if (m.variance <= 0.0) return {};
  Indices out;
  for (size_t k = 0; k < f.ab.size(); ++k) {
    const double change = f.ab[k] - f.a[k];
    out.first += times(k) * (f.b[k] - m.mean) * change;
    out.total += times(k) * change * change;
  }
  const double scale = m.variance * static_cast<double>(f.ab.size());
  return {out.first / scale, 0.5 * out.total / scale};
}

Index with_band(double value, std::vector<double>& resampled) {
  if (resampled.empty()) return {value, value, value};
  std::sort(resampled.begin(), resampled.end());
  return {value, quantile_sorted(resampled, 0.05), quantile_sorted(resampled, 0.95)};
}

}  // namespace

Resamples::Resamples(const Bootstrap& bootstrap, size_t rows)
    : draws_(static_cast<size_t>(std::max(0, bootstrap.draws))), rows_(rows), times_(draws_ * rows, 0.0F) {
  for (size_t draw = 0; draw < draws_; ++draw) {
    for (size_t i = 0; i < rows; i += 4) {
      const auto words =
          random_words(bootstrap.seed, Stream::design, bootstrap.name_hash + draw, static_cast<uint32_t>(i), ROWS);
      for (size_t k = i; k < std::min(i + 4, rows); ++k) {
        times_[draw * rows + static_cast<size_t>(uniform(words[k - i]) * static_cast<double>(rows))] += 1.0F;
      }
    }
  }
}

IndexPair index_of(const InputEvaluations& f, const Resamples& resamples) {
  check(f, resamples.rows());
  const Indices whole = indices_of(f, [](size_t) { return 1.0; });
  std::vector<double> first, total;
  for (size_t draw = 0; draw < resamples.draws(); ++draw) {
    const std::span<const float> times = resamples.times(draw);
    const Indices of = indices_of(f, [&](size_t k) { return static_cast<double>(times[k]); });
    first.push_back(of.first);
    total.push_back(of.total);
  }
  return {with_band(whole.first, first), with_band(whole.total, total)};
}

Sensitivity sensitivity(const Evaluations& f, const Bootstrap& bootstrap) {
  const Resamples resamples(bootstrap, f.a.size());
  check({f.a, f.b, f.a}, f.a.size());
  Sensitivity out{moments_of({f.a, f.b, f.a}, [](size_t) { return 1.0; }).variance, {}, {}};
  for (const std::span<const double> ab : f.ab) {
    const IndexPair pair = ab.empty() ? IndexPair{} : index_of({f.a, f.b, ab}, resamples);
    out.first.push_back(pair.first);
    out.total.push_back(pair.total);
  }
  return out;
}

}  // namespace hearthgrid::uncertainty
