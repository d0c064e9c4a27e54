#include "models/economy/money.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

namespace hearthgrid::economy {

namespace {

constexpr double LARGEST_FEN = 9e16;  // below 2^63 with room for sums of a hundred such amounts

double sum_of_weights(std::span<const double> weights) {
  double sum = 0.0;
  for (const double weight : weights) {
    if (!(weight >= 0.0 && std::isfinite(weight))) {
      throw std::invalid_argument(fmt::format("share {} must be 0 or more", weight));
    }
    sum += weight;
  }
  if (!(sum > 0.0)) {
    throw std::invalid_argument("shares of a payment are all zero");
  }
  return sum;
}

}  // namespace

Fen fen_of_cny(double cny) {
  const double fen = std::round(cny * 100.0);
  if (!(std::fabs(fen) <= LARGEST_FEN)) {
    throw std::invalid_argument(fmt::format("{} CNY is not an amount that can be booked", cny));
  }
  return static_cast<Fen>(fen);
}

std::vector<Fen> split(Fen total, std::span<const double> weights) {
  const double sum = sum_of_weights(weights);
  const bool negative = total < 0;
  const Fen magnitude = negative ? -total : total;
  std::vector<Fen> parts(weights.size());
  std::vector<long double> remainders(weights.size());
  Fen left = magnitude;
  for (size_t i = 0; i < weights.size(); ++i) {
    const long double exact = static_cast<long double>(magnitude) * weights[i] / sum;
    parts[i] = std::min(static_cast<Fen>(exact), left);
    remainders[i] = exact - static_cast<long double>(parts[i]);
    left -= parts[i];
  }
  std::vector<size_t> order(weights.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
  for (size_t i = 0; left > 0; i = (i + 1) % order.size()) {
    parts[order[i]] += 1;
    --left;
  }
  if (negative) {
    std::transform(parts.begin(), parts.end(), parts.begin(), std::negate<>());
  }
  return parts;
}

}  // namespace hearthgrid::economy
