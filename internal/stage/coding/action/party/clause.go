// Package party decides which events one sentence tells of, and who takes part in each by
// that sentence alone: as actor, as recipient or as the third party between them. Words
// that name one happening twice become one event here, since that hangs on whether they
// have the same doer.
package party

import "github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"

// Clause answers questions about who takes part in what one sentence tells.
type Clause struct{ frame.Clause }
