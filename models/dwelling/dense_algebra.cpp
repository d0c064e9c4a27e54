#include "models/dwelling/dense_algebra.hpp"

template class Eigen::PartialPivLU<Eigen::MatrixXd>;
template class Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>;
template class Eigen::BDCSVD<Eigen::MatrixXd>;
