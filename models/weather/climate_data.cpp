#include "models/weather/climate_data.hpp"

namespace hearthgrid::weather {

namespace {

ClimateNormals yanggao() {
  return {.name = "yanggao",
          .site = {"Yanggao", 40.36, 113.75, 8.0, 1052.0},
          .mean_c = {-10.4, -5.8, 1.5, 9.7, 16.5, 20.6, 22.3, 20.5, 15.1, 7.8, -1.1, -8.2},
          .mean_max_c = {-2.8, 2, 9.1, 17.4, 23.8, 27.6, 28.7, 27.2, 22.7, 15.4, 6.1, -1.3},
          .mean_min_c = {-16.8, -12.4, -5.3, 2, 8.8, 13.7, 16.3, 14.5, 8.3, 1.3, -6.8, -14.1},
          .temperature_source =
              "measured: Tianzhen, the neighbouring county (1015 m), normals 1991-2020 of the China Meteorological "
              "Administration, as given in Wikipedia's climate box; the site's coordinates are Yanggao's",
          .daily_sd_k = {3, 3.1, 3.4, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 3.6, 3.2},
          .daily_lag1 = {0.65, 0.65, 0.65, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.65, 0.65},
          .spread_source = "assumed: between the typical years of Beijing, Lanzhou and Harbin; lag 0.65",
          .range_clearness_correlation = 0.6,
          .clearness_mean = {0.556, 0.57, 0.556, 0.558, 0.547, 0.519, 0.508, 0.524, 0.54, 0.564, 0.555, 0.547},
          .clearness_sd = {0.14, 0.148, 0.155, 0.141, 0.148, 0.145, 0.152, 0.159, 0.169, 0.163, 0.155, 0.144},
          .clearness_lag1 = {0.28, 0.2, 0.26, 0.16, 0.21, 0.23, 0.24, 0.25, 0.32, 0.26, 0.33, 0.27},
          .global_mj_m2_day = {8.46, 11.55, 15.23, 19.32, 21.7, 21.66, 20.65, 19.06, 16.06, 12.57, 9.04, 7.48},
          .solar_source =
              "measured: China Daily Solar Radiation Dataset (Xi'an Univ. of Architecture & Technology), "
              "station 53487 Datong, 1991-2017",
          .humidity_mean = {0.53, 0.49, 0.48, 0.46, 0.48, 0.59, 0.75, 0.79, 0.77, 0.67, 0.63, 0.56},
          .humidity_source =
              "assumed: Dingxiang (759 m, 200 km south), normals 1991-2020 of the China Meteorological "
              "Administration as given in Wikipedia's climate box",
          .wind_mean_m_s = {2.5, 2.7, 3, 3.4, 3.3, 2.8, 2.3, 2.1, 2.2, 2.4, 2.6, 2.5},
          .wind_source = "assumed: about Datong's, unverified"};
}

ClimateNormals liaocheng() {
  return {.name = "liaocheng",
          .site = {"Liaocheng", 36.45, 115.98, 8.0, 34.0},
          .mean_c = {-2.7, 1, 7.6, 14.2, 20.3, 25.3, 26.9, 25.2, 20.6, 14.1, 5.9, -0.9},
          .mean_max_c = {3.4, 7.4, 14.1, 20.8, 26.6, 31.5, 31.9, 30.3, 27, 20.8, 12.1, 4.9},
          .mean_min_c = {-7.3, -3.9, 2, 8.3, 14.2, 19.4, 22.5, 21.2, 15.6, 8.6, 1, -5.3},
          .temperature_source =
              "measured: Shanghe (same plain, 140 km to the north-east), normals 1991-2020 of the China "
              "Meteorological Administration, as given in Wikipedia's climate box; Liaocheng's own "
              "January mean is -2.2 to -3.3 degC and its year 12.8 to 13.4 degC (english.sdchina.com)",
          .daily_sd_k = {2.4, 2.6, 3, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2, 3.4, 2.6},
          .daily_lag1 = {0.65, 0.65, 0.65, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.65, 0.65},
          .spread_source = "assumed: near Beijing's typical year; lag 0.65",
          .range_clearness_correlation = 0.5,
          .clearness_mean = {0.425, 0.435, 0.454, 0.47, 0.474, 0.439, 0.385, 0.402, 0.43, 0.446, 0.438, 0.425},
          .clearness_sd = {0.179, 0.173, 0.165, 0.156, 0.156, 0.154, 0.155, 0.159, 0.172, 0.175, 0.181, 0.18},
          .clearness_lag1 = {0.46, 0.41, 0.33, 0.28, 0.32, 0.31, 0.31, 0.39, 0.44, 0.45, 0.51, 0.45},
          .global_mj_m2_day = {7.44, 9.7, 13.16, 16.72, 18.92, 18.26, 15.65, 14.86, 13.37, 10.8, 8.14, 6.78},
          .solar_source =
              "measured: China Daily Solar Radiation Dataset (Xi'an Univ. of Architecture & Technology), "
              "station 54806 Liaocheng, 1991-2017",
          .humidity_mean = {0.61, 0.57, 0.53, 0.58, 0.63, 0.64, 0.78, 0.81, 0.74, 0.68, 0.67, 0.65},
          .humidity_source = "assumed, unverified",
          .wind_mean_m_s = {1.9, 2.2, 2.6, 2.8, 2.4, 2.3, 1.8, 1.6, 1.6, 1.8, 2, 1.9},
          .wind_source = "assumed, unverified"};
}

ClimateNormals beijing() {
  return {.name = "beijing",
          .site = {"Beijing", 39.8, 116.47, 8.0, 31.3},
          .mean_c = {-3.7, -0.7, 5.8, 14.2, 19.9, 24.4, 26.2, 24.8, 20, 13.1, 4.6, -1.5},
          .mean_max_c = {1.8, 5, 11.6, 20.3, 26, 30.2, 30.9, 29.7, 25.8, 19.1, 10.1, 3.7},
          .mean_min_c = {-8.4, -5.6, 0.4, 7.9, 13.6, 18.8, 22, 20.8, 14.8, 7.9, 0, -5.8},
          .temperature_source =
              "measured: normals 1971-2000 of the China Meteorological Administration (liquisearch.com: "
              "maxima, minima, means of January and July); means of the other months unverified",
          .daily_sd_k = {2.5, 2.3, 2.6, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2, 2.2, 4, 2.7},
          .daily_lag1 = {0.52, 0.57, 0.62, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.83, 0.64},
          .spread_source = "measured: IWEC typical year, November to March; other months assumed",
          .range_clearness_correlation = 0.47,
          .clearness_mean = {0.51, 0.52, 0.516, 0.513, 0.509, 0.452, 0.409, 0.442, 0.475, 0.488, 0.49, 0.495},
          .clearness_sd = {0.163, 0.162, 0.162, 0.155, 0.154, 0.157, 0.17, 0.164, 0.178, 0.185, 0.179, 0.169},
          .clearness_lag1 = {0.4, 0.33, 0.32, 0.26, 0.27, 0.34, 0.35, 0.3, 0.34, 0.4, 0.35, 0.35},
          .global_mj_m2_day = {7.84, 10.6, 14.2, 17.78, 20.22, 18.84, 16.63, 16.07, 14.21, 10.95, 8.08, 6.86},
          .solar_source =
              "measured: China Daily Solar Radiation Dataset (Xi'an Univ. of Architecture & Technology), "
              "station 54511 Beijing, 1991-2017",
          .humidity_mean = {0.44, 0.44, 0.46, 0.46, 0.53, 0.61, 0.75, 0.77, 0.68, 0.61, 0.57, 0.49},
          .humidity_source = "unverified: normals 1971-2000",
          .wind_mean_m_s = {2.6, 2.8, 3, 3.3, 2.9, 2.5, 2, 1.8, 2, 2.2, 2.4, 2.6},
          .wind_source = "unverified: about the normals 1971-2000"};
}

ClimateNormals harbin() {
  return {.name = "harbin",
          .site = {"Harbin", 45.75, 126.77, 8.0, 142.0},
          .mean_c = {-17.3, -12.1, -3.3, 7.2, 16.4, 22, 23.7, 22, 16.5, 7.2, -4.5, -13.7},
          .mean_max_c = {-10.9, -6.7, 1.3, 13, 22.2, 27.8, 29.5, 27.8, 22.3, 13, -0.7, -9.2},
          .mean_min_c = {-23.1, -18.1, -8.7, 1.4, 10.6, 16.2, 17.9, 16.2, 10.7, 1.4, -9.2, -19.3},
          .temperature_source =
              "measured: November to March from the IWEC typical year, January's mean from the normals "
              "1991-2020 (-17.3 degC; its range is IWEC's); assumed: April to October from the harmonics "
              "5.2 - 20.5 cos(w) - 2.0 cos(2w) degC, w = 30 deg (month - 1), through the normals' year "
              "(5.2), January and July (23.7), with a range of 11.6 K",
          .daily_sd_k = {3.4, 4, 4.3, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 5, 5.7},
          .daily_lag1 = {0.43, 0.71, 0.66, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.58, 0.56},
          .spread_source = "measured: IWEC typical year, November to March; other months assumed",
          .range_clearness_correlation = 0.32,
          .clearness_mean = {0.47, 0.542, 0.539, 0.514, 0.502, 0.502, 0.475, 0.501, 0.548, 0.528, 0.496, 0.456},
          .clearness_sd = {0.14, 0.134, 0.148, 0.155, 0.156, 0.153, 0.154, 0.163, 0.157, 0.168, 0.162, 0.146},
          .clearness_lag1 = {0.3, 0.14, 0.19, 0.27, 0.26, 0.41, 0.37, 0.35, 0.28, 0.22, 0.25, 0.29},
          .global_mj_m2_day = {5.48, 9.15, 13.21, 16.88, 19.64, 20.94, 19.18, 17.54, 14.99, 10.11, 6.34, 4.6},
          .solar_source =
              "measured: China Daily Solar Radiation Dataset (Xi'an Univ. of Architecture & Technology), "
              "station 50953 Harbin, 1991-2017",
          .humidity_mean = {0.73, 0.68, 0.57, 0.5, 0.51, 0.65, 0.77, 0.78, 0.7, 0.63, 0.65, 0.71},
          .humidity_source = "unverified: about the normals 1971-2000",
          .wind_mean_m_s = {2.7, 2.9, 3.5, 4, 3.7, 3, 2.6, 2.4, 2.8, 3.3, 3.4, 2.9},
          .wind_source = "assumed, unverified"};
}

}  // namespace

const std::vector<ClimateNormals>& climate_table() {
  static const std::vector<ClimateNormals> TABLE = {yanggao(), liaocheng(), beijing(), harbin()};
  return TABLE;
}

}  // namespace hearthgrid::weather
