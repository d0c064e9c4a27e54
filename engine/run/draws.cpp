#include "engine/run/draws.hpp"

#include <algorithm>
#include <array>

#include "engine/base/random.hpp"
#include "engine/run/planning_run.hpp"

namespace hearthgrid::run {
namespace {

class Assessment {
 public:
  Assessment(const Scenario& scenario, const DrawsPlan& plan, const std::vector<MemberSums>& members, int threads)
      : c_(scenario),
        plan_(plan),
        members_(members),
        air_(scenario, plan.groups),
        options_{threads, {}, {}},
        mixes_(members.front().mixes.size()) {}

  DrawsResult run() {
    central();
    if (plan_.draws == 0) return std::move(out_);
    draw();
    bands();
    peaks();
    emissions();
    costs();
    if (plan_.index_points > 1) indices();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const MixSums& sums(const DrawnFigures& draw, size_t mix) const {
    return members_[draw.member].mixes[mix];
  }

  // Headlines of all mixes, [mix][headline].
  void evaluate(const DrawnFigures& draw, const Touched& touched, double* out) const {
    for (size_t mix = 0; mix < mixes_; ++mix) {
      headlines_of(sums(draw, mix), air_, draw, touched, {out + mix * HEADLINES, HEADLINES});
    }
  }

  void central() {
    DrawnFigures figures = plan_.central();
    for (size_t m = 0; m < members_.size(); ++m) {
      figures.member = static_cast<int>(m);
      std::vector<double> row(mixes_ * HEADLINES);
      evaluate(figures, {}, row.data());
      if (m == 0) out_.value = row;
      out_.by_member.insert(out_.by_member.end(), row.begin(), row.end());
    }
  }

  void draw() {
    const uncertainty::Design design = plan_.draw_design();
    for (size_t i = 0; i < design.points; ++i) {
      DrawnFigures figures = plan_.central();
      for (size_t d = 0; d < design.dimensions; ++d) plan_.put(static_cast<int>(d), design.point(i)[d], figures);
      plan_.settle(figures);
      draws_.push_back(std::move(figures));
    }
  }

  void bands() {
    const size_t figures = mixes_ * HEADLINES;
    std::vector<double> values(draws_.size() * figures);
    in_parallel(static_cast<int64_t>(draws_.size()), options_,
                [&](size_t i) { evaluate(draws_[i], {}, values.data() + i * figures); });
    for (size_t f = 0; f < figures; ++f) {
      const size_t base = plan_.base_mix * HEADLINES + f % HEADLINES;
      std::vector<double> of, change;
      for (size_t i = 0; i < draws_.size(); ++i) {
        of.push_back(values[i * figures + f]);
        change.push_back(values[i * figures + f] - values[i * figures + base]);
      }
      out_.bands.push_back(uncertainty::band_of(std::move(of)));
      out_.change.push_back(uncertainty::band_of(std::move(change)));
    }
  }

  static void put(std::vector<double>& values, size_t at, Percentiles& to) {
    const auto [p05, p50, p95] = uncertainty::percentiles_of(values);
    to.p05[at] = p05;
    to.p50[at] = p50;
    to.p95[at] = p95;
  }

  void peaks() {
    out_.transformer_kva = peaks_of([](const MixSums& of) -> const UnitPeaks& { return of.transformer_kva; });
    out_.feeder_kw = peaks_of([](const MixSums& of) -> const UnitPeaks& { return of.delivered_kw.feeders; });
    out_.substation_kw = peaks_of([](const MixSums& of) -> const UnitPeaks& { return of.delivered_kw.substations; });
  }

  // [mix][unit]
  template <class PeaksOf>
  Percentiles peaks_of(PeaksOf peaks_of_mix) {
    const size_t units = peaks_of_mix(members_.front().mixes.front()).peaks.size();
    Percentiles out(mixes_ * units);
    in_parallel(static_cast<int64_t>(mixes_ * units), options_, [&](size_t i) {
      std::vector<double> values;
      for (const DrawnFigures& one : draws_) {
        values.push_back(peaks_of_mix(sums(one, i / units)).at(i % units, one));
      }
      put(values, i, out);
    });
    return out;
  }

  // Of one use per draw: all cells, or the pollutants over all places.
  template <class UseOf>
  void emission_cells(UseOf use_of, bool over_places, size_t first, Percentiles& to) const {
    std::vector<double> kg(draws_.size() * AIR_CELLS, 0.0);
    for (size_t i = 0; i < draws_.size(); ++i) {
      air_.add(use_of(draws_[i]), draws_[i], {kg.data() + i * AIR_CELLS, AIR_CELLS});
    }
    const int width = over_places ? emission::PLACES : 1;
    std::vector<double> values(draws_.size());
    for (int cell = 0; cell < AIR_CELLS; cell += width) {
      for (size_t i = 0; i < draws_.size(); ++i) {
        values[i] = 0.0;
        for (int k = 0; k < width; ++k) values[i] += kg[i * AIR_CELLS + cell + k];
      }
      put(values, first + cell / width, to);
    }
  }

  void emissions() {
    const size_t villages = c_.population.villages.size();
    out_.emission_kg = Percentiles(mixes_ * villages * AIR_CELLS);
    in_parallel(static_cast<int64_t>(mixes_ * villages), options_, [&](size_t i) {
      emission_cells(
          [&](const DrawnFigures& one) -> const GroupUse& { return sums(one, i / villages).villages[i % villages]; },
          false, i* AIR_CELLS, out_.emission_kg);
    });
    out_.county_emission_kg = Percentiles(mixes_ * emission::POLLUTANTS);
    in_parallel(static_cast<int64_t>(mixes_), options_, [&](size_t mix) {
      emission_cells([&](const DrawnFigures& one) -> const GroupUse& { return sums(one, mix).county; }, true,
                     mix* emission::POLLUTANTS, out_.county_emission_kg);
    });
  }

  void costs() {
    const size_t cells = static_cast<size_t>(money_years(c_)) * economy::COST_ITEMS * economy::PAYERS;
    out_.cost_cny = Percentiles(mixes_ * cells);
    in_parallel(static_cast<int64_t>(mixes_), options_, [&](size_t mix) {
      std::vector<double> all(draws_.size() * cells), row;
      for (size_t i = 0; i < draws_.size(); ++i) {
        const MixSums& of = sums(draws_[i], mix);
        of.money.front().costs(draws_[i], row);
        std::copy(row.begin(), row.end(), all.begin() + static_cast<std::ptrdiff_t>(i * cells));
      }
      std::vector<double> values(draws_.size());
      for (size_t cell = 0; cell < cells; ++cell) {
        for (size_t i = 0; i < draws_.size(); ++i) values[i] = all[i * cells + cell];
        put(values, mix * cells + cell, out_.cost_cny);
      }
    });
  }

  // --- indices
  // Draws of A (0) or B (1).
  [[nodiscard]] std::vector<DrawnFigures> half(const uncertainty::Design& design, size_t which) const {
    const std::vector<int>& indexed = plan_.indexed();
    std::vector<DrawnFigures> all;
    for (size_t i = 0; i < design.points; ++i) {
      DrawnFigures figures = plan_.central();
      for (size_t d = 0; d < indexed.size(); ++d) {
        plan_.put(indexed[d], design.point(i)[which * indexed.size() + d], figures);
      }
      plan_.settle(figures);
      all.push_back(std::move(figures));
    }
    return all;
  }

  // [mix][headline], then the changes likewise, each a column of points.
  using Columns = std::vector<std::vector<double>>;

  void store(const std::vector<double>& row, size_t point, Columns& columns) const {
    const size_t figures = mixes_ * HEADLINES;
    for (size_t f = 0; f < figures; ++f) {
      columns[f][point] = row[f];
      columns[figures + f][point] = row[f] - row[plan_.base_mix * HEADLINES + f % HEADLINES];
    }
  }

  [[nodiscard]] Columns empty_columns(size_t points) const {
    return Columns(2 * mixes_ * HEADLINES, std::vector<double>(points));
  }

  void indices() {
    const uncertainty::Design design = plan_.index_design();
    const std::vector<DrawnFigures> a = half(design, 0), b = half(design, 1);
    const size_t figures = mixes_ * HEADLINES, inputs = plan_.inputs.size();
    std::vector<std::vector<double>> rows(a.size(), std::vector<double>(figures));
    Columns of_a = empty_columns(a.size()), of_b = of_a;
    std::vector<double> row(figures);
    for (size_t i = 0; i < a.size(); ++i) {
      evaluate(a[i], {}, rows[i].data());
      store(rows[i], i, of_a);
      evaluate(b[i], {}, row.data());
      store(row, i, of_b);
    }
    for (DrawsResult::Indices* of : {&out_.first, &out_.total, &out_.change_first, &out_.change_total}) {
      for (std::vector<float>* to : {&of->value, &of->p05, &of->p95}) to->assign(figures * inputs, 0.0F);
    }
    const uncertainty::Resamples resamples({plan_.seed, stable_hash("indices"), BOOTSTRAPS}, a.size());
    in_parallel(static_cast<int64_t>(plan_.indexed().size()), options_, [&](size_t d) {
      const int input = plan_.indexed()[d];
      const Columns mixed = with_input_of_b(design, d, a, rows);
      for (size_t f = 0; f < 2 * figures; ++f) {
        if (mixed[f] == of_a[f]) continue;  // it hangs on other inputs
        put_index(uncertainty::index_of({of_a[f], of_b[f], mixed[f]}, resamples), f, input);
      }
    });
  }

  [[nodiscard]] Columns with_input_of_b(const uncertainty::Design& design, size_t d, const std::vector<DrawnFigures>& a,
                                        const std::vector<std::vector<double>>& rows) const {
    const int input = plan_.indexed()[d];
    const Touched touched = touched_by(plan_.inputs[input].kind);
    Columns columns = empty_columns(a.size());
    for (size_t i = 0; i < a.size(); ++i) {
      DrawnFigures figures = a[i];
      plan_.put(input, design.point(i)[plan_.indexed().size() + d], figures);
      plan_.settle(figures);
      std::vector<double> row = rows[i];
      evaluate(figures, touched, row.data());
      store(row, i, columns);
    }
    return columns;
  }

  void put_index(const uncertainty::IndexPair& index, size_t figure, int input) {
    const size_t figures = mixes_ * HEADLINES, inputs = plan_.inputs.size();
    const size_t at = figure % figures * inputs + static_cast<size_t>(input);
    const auto store_at = [at](const uncertainty::Index& of, DrawsResult::Indices& to) {
      to.value[at] = static_cast<float>(of.value);
      to.p05[at] = static_cast<float>(of.p05);
      to.p95[at] = static_cast<float>(of.p95);
    };
    const bool change = figure >= figures;
    store_at(index.first, change ? out_.change_first : out_.first);
    store_at(index.total, change ? out_.change_total : out_.total);
  }

  static constexpr int BOOTSTRAPS = 100;

  const Scenario& c_;
  const DrawsPlan& plan_;
  const std::vector<MemberSums>& members_;
  DrawnAir air_;
  PlanningOptions options_;
  size_t mixes_;
  std::vector<DrawnFigures> draws_;
  DrawsResult out_;
};

}  // namespace

DrawsResult assess_draws(const Scenario& scenario, const DrawsPlan& plan, const std::vector<MemberSums>& members,
                         int threads) {
  return Assessment(scenario, plan, members, threads).run();
}

}  // namespace hearthgrid::run
