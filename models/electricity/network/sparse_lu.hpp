#pragma once
// Eigen's sparse LU of complex and of real matrices, compiled once in sparse_lu.cpp: it takes a compiler many seconds,
// in every source that uses it.

#include <Eigen/SparseLU>
#include <complex>

namespace hearthgrid::electricity {

using ComplexSparse = Eigen::SparseMatrix<std::complex<double>>;
using RealSparse = Eigen::SparseMatrix<double>;

}  // namespace hearthgrid::electricity

extern template void Eigen::SparseLU<hearthgrid::electricity::ComplexSparse>::analyzePattern(
    const hearthgrid::electricity::ComplexSparse&);
extern template void Eigen::SparseLU<hearthgrid::electricity::ComplexSparse>::factorize(
    const hearthgrid::electricity::ComplexSparse&);
extern template void Eigen::SparseLU<hearthgrid::electricity::RealSparse>::analyzePattern(
    const hearthgrid::electricity::RealSparse&);
extern template void Eigen::SparseLU<hearthgrid::electricity::RealSparse>::factorize(
    const hearthgrid::electricity::RealSparse&);
