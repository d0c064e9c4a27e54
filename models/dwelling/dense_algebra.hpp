#pragma once
// The decompositions of Eigen that the dwelling model uses, compiled once in dense_algebra.cpp: each takes a compiler
// several seconds, in every source that uses it.

#include <Eigen/Dense>

extern template class Eigen::PartialPivLU<Eigen::MatrixXd>;
extern template class Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>;
extern template class Eigen::BDCSVD<Eigen::MatrixXd>;
