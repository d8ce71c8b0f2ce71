package frame

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
)

// modeRule tells the mode of a happening by the words around its trigger, where the
// rule that opened it does not: "urged X to send help" asks for assistance.
type modeRule struct {
	id        string
	kinds     []string
	mode      string
	over      []string // modes that this one may replace
	verbs     []string // triggers it is for; all where empty
	need, bar []condition
}

var modeSchema = pack.Schema{Required: []string{"type", "mode"}, Optional: []string{"over", "for", "need", "bar"}}

func (r *Rules) loadModes(fsys fs.FS) error {
	rules, err := pack.Load(fsys, modeSchema, "en/mode.pack")
	if err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	for _, p := range rules {
		m := &modeRule{id: p.ID, kinds: p.List("type"), mode: p.Get("mode"), over: p.List("over"), verbs: p.List("for")}
		for _, k := range m.kinds {
			if !slices.Contains(types(), trucewatch.EventType(k)) {
				return p.Errorf("type %q is none of PLOVER's sixteen", k)
			}
		}
		if m.need, err = r.conditions(p, "need"); err != nil {
			return err
		}
		if m.bar, err = r.conditions(p, "bar"); err != nil {
			return err
		}
		r.modes = append(r.modes, m)
	}
	return nil
}

// Told sets the mode of a happening by the first mode rule that fits.
func (c Clause) Told(f Found, e *trucewatch.EventMention) {
	for _, rule := range c.rules.modes {
		if !slices.Contains(rule.kinds, string(e.Type)) || len(rule.verbs) > 0 && !slices.Contains(rule.verbs, c.Lemma(f.Token)) || !rule.replaces(e.Mode) {
			continue
		}
		fits := !slices.ContainsFunc(rule.need, func(n condition) bool { return !c.holds(n, f.Token, true) })
		if fits && !slices.ContainsFunc(rule.bar, func(b condition) bool { return c.holds(b, f.Token, false) }) {
			e.Mode = []string{rule.mode}
			e.Why = append(e.Why, trucewatch.Reason{Rule: rule.id, Words: c.Tree.Tokens[f.Token].Form})
			return
		}
	}
}

// replaces reports whether the rule may set its mode in the place of those.
func (m *modeRule) replaces(modes []string) bool {
	return !slices.ContainsFunc(modes, func(mode string) bool { return !slices.Contains(m.over, mode) })
}
