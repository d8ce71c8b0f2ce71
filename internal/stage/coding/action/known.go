package action

import "slices"

// definite reports whether the noun is presented as known already: "the talks",
// "these talks", "the Paris meeting".
func (c clause) definite(i int) bool {
	if c.dated(i) || c.another(i) {
		return false
	}
	for _, n := range c.carriers(i) {
		for _, k := range c.t.Children(n) {
			if c.t.Is(k, "det") && slices.Contains([]string{"the", "this", "these", "those", "both"}, c.form(k)) {
				return true
			}
			if c.t.Is(k, "nmod:poss") {
				return true
			}
		}
	}
	return i == 0
}

// introduced reports whether the noun is presented as new: "an offensive", "a series
// of raids".
func (c clause) introduced(i int) bool {
	return slices.ContainsFunc([]int{i, c.phrase(i), c.counted(i)}, func(n int) bool {
		return slices.ContainsFunc(c.t.All(n, "det"), func(k int) bool { return c.form(k) == "a" || c.form(k) == "an" })
	})
}

// another reports whether a word says that a different happening is meant.
func (c clause) another(i int) bool {
	for _, m := range c.modifiers(i) {
		if c.rules.is("another", c.lemma(m)) {
			return true
		}
	}
	return false
}
