#include "reports/discrepancy.h"

namespace upsurge {

ErrorModel seen_with(ErrorModel error, const Discrepancy& discrepancy) {
    const double own = error.listed ? discrepancy.listed : discrepancy.estimated;
    if (error.law == ErrorModel::Law::negative_binomial && own > 0.0) {
        error.size = 1.0 / (1.0 / error.size + own * own);
    }
    return error;
}

}  // namespace upsurge
