// Package setting decides when and where an event was, as far as its own sentence and the
// names around it tell: which of the dates of a sentence is its own, how long it lasted,
// and which place is meant by a name, a site or "there".
package setting

import "github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"

// Clause answers questions about the time and the place of what one sentence tells.
type Clause struct{ frame.Clause }
