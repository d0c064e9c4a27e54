#include "models/electricity/network/sparse_lu.hpp"

template void Eigen::SparseLU<hearthgrid::electricity::ComplexSparse>::analyzePattern(
    const hearthgrid::electricity::ComplexSparse&);
template void Eigen::SparseLU<hearthgrid::electricity::ComplexSparse>::factorize(
    const hearthgrid::electricity::ComplexSparse&);
template void Eigen::SparseLU<hearthgrid::electricity::RealSparse>::analyzePattern(
    const hearthgrid::electricity::RealSparse&);
template void Eigen::SparseLU<hearthgrid::electricity::RealSparse>::factorize(
    const hearthgrid::electricity::RealSparse&);
