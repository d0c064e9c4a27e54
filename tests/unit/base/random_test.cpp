// Random numbers by counter: the cipher against its published vectors, the hash against a slow second writing of it,
// the derived numbers against their bounds and moments.
#include "engine/base/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>

namespace hearthgrid {
namespace {

using Words = std::array<uint32_t, 4>;

// The known-answer vectors of Random123 (tests/kat_vectors, "philox4x32 10"): counter, key, words.
TEST(Random, PhiloxGivesItsPublishedVectors) {
  EXPECT_EQ(random_words(0, Stream{0}, 0, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(random_words(0xffffffff, Stream{0xffffffff}, 0xffffffffffffffffULL, 0xffffffff, 0xffffffff),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  // Digits of pi: low half of the name first, then its high half, when and draw.
  EXPECT_EQ(random_words(0xa4093822, Stream{0x299f31d0}, 0x85a308d3243f6a88ULL, 0x13198a2e, 0x03707344),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, EveryPartOfTheKeyCounts) {
  const std::set<Words> drawn = {random_words(1, Stream::dwelling, 7, 0, 0),
                                 random_words(2, Stream::dwelling, 7, 0, 0),
                                 random_words(1, Stream::people, 7, 0, 0),
                                 random_words(1, Stream::dwelling, 8, 0, 0),
                                 random_words(1, Stream::dwelling, 7ULL << 32U, 0, 0),
                                 random_words(1, Stream::dwelling, 7, 1, 0),
                                 random_words(1, Stream::dwelling, 7, 0, 1)};
  EXPECT_EQ(drawn.size(), 7U);
}

// A product modulo 2^64 by the school's method, one bit of the factor at a time.
uint64_t slow_product(uint64_t a, uint64_t b) {
  uint64_t sum = 0;
  for (unsigned bit = 0; bit < 64; ++bit) sum += ((b >> bit) & 1U) != 0 ? a << bit : 0;
  return sum;
}

// FNV-1a and splitmix64 with their constants in decimal, as the papers print them.
uint64_t slow_hash(const std::string& name) {
  uint64_t h = 14695981039346656037ULL;
  for (const char c : name) h = slow_product(h ^ static_cast<uint8_t>(c), 1099511628211ULL);
  h = slow_product(h ^ (h >> 30U), 13787848793156543929ULL);
  h = slow_product(h ^ (h >> 27U), 10723151780598845931ULL);
  return h ^ (h >> 31U);
}

TEST(Random, HashOfANameNeverChanges) {
  static_assert(stable_hash("") != stable_hash("a"));
  for (const std::string name : {"", "a", "village-1/home-17", "阳高县", "\xff\x80"}) {
    EXPECT_EQ(stable_hash(name), slow_hash(name)) << name;
  }
  // Written down once: a home that is called so must stay the same home in every version to come.
  EXPECT_EQ(stable_hash(""), 0xf52a15e9a9b5e89bULL);
  EXPECT_EQ(stable_hash("village-1/home-17"), 0x6fe784e803e6aef7ULL);
}

TEST(Random, HashesOfNeighboursShareNoPattern) {
  std::set<uint64_t> hashes;
  double bits = 0.0;
  const int homes = 20000;
  for (int home = 0; home < homes; ++home) {
    const uint64_t hash = stable_hash("v/" + std::to_string(home));
    bits += std::popcount(hash ^ stable_hash("v/" + std::to_string(home + 1)));
    hashes.insert(hash);
  }
  EXPECT_EQ(hashes.size(), static_cast<size_t>(homes));
  // Half of 64 bits differ; the mean of 20000 such counts has a standard deviation of 4 / sqrt(20000) = 0.028.
  EXPECT_NEAR(bits / homes, 32.0, 5 * 0.028);
}

TEST(Random, UniformNeverReachesItsEnds) {
  EXPECT_EQ(uniform(0), 0x1p-33);
  EXPECT_EQ(uniform(0xffffffff), 1.0 - 0x1p-33);
  EXPECT_EQ(uniform(0x80000000), 0.5 + 0x1p-33);
  EXPECT_EQ(uniform(1) - uniform(0), 0x1p-32);
  EXPECT_TRUE(std::isfinite(normal_pair(0, 0)[0]));
  EXPECT_TRUE(std::isfinite(normal_pair(0xffffffff, 0xffffffff)[1]));
  // The farthest normal number: sqrt(-2 ln 2^-33) = sqrt(66 ln 2).
  EXPECT_NEAR(normal_pair(0, 0)[0], std::sqrt(66.0 * std::log(2.0)), 1e-12);
}

TEST(Random, UniformAndNormalHaveTheirMoments) {
  const int draws = 100000;
  double mean = 0.0, square = 0.0, normal_mean = 0.0, normal_square = 0.0, product = 0.0;
  for (uint32_t draw = 0; draw < draws; ++draw) {
    const Words words = random_words(20211101, Stream::weather, stable_hash("moments"), 0, draw);
    const double u = uniform(words[0]);
    const auto [x, y] = normal_pair(words[1], words[2]);
    mean += u / draws;
    square += u * u / draws;
    normal_mean += x / draws;
    normal_square += x * x / draws;
    product += x * y / draws;
  }
  const double sigma = 1.0 / std::sqrt(draws);
  EXPECT_NEAR(mean, 1.0 / 2.0, 4 * sigma * std::sqrt(1.0 / 12.0));
  EXPECT_NEAR(square, 1.0 / 3.0, 4 * sigma * std::sqrt(4.0 / 45.0));
  EXPECT_NEAR(normal_mean, 0.0, 4 * sigma);
  EXPECT_NEAR(normal_square, 1.0, 4 * sigma * std::sqrt(2.0));
  EXPECT_NEAR(product, 0.0, 4 * sigma);
}

}  // namespace
}  // namespace hearthgrid
