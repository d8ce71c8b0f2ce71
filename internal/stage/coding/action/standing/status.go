package standing

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
)

// EarlierYear reports whether the event lies in an earlier year than the report.
func EarlierYear(e trucewatch.EventMention, published string) bool {
	if e.When == nil || len(e.When.Last) < 4 || len(published) < 4 {
		return false
	}
	return strings.Compare(e.When.Last[:4], published[:4]) < 0
}

// statusRule says that a happening stands otherwise than as done.
type statusRule struct {
	id     string
	status trucewatch.Status
	// under: words that the trigger or its clause completes ("plan", "call").
	// below: words that hang on it (modals, negation, adjectives).
	// about: what is said of it as a subject ("collapse", "call off", "under way").
	under, below, about []string
	// as narrows the over-word of "under" or "about" to forms (Penn tags) it must have;
	// "done", "going-on" and "now" stand for how it is told.
	as []string
	// rels, when given, narrows how the trigger hangs on an under-word.
	rels []string
	// aspect is a grammatical shape: "progressive", "purpose", "since", "is-to", "repeated"
	// and those of shaped.
	aspect string
	// only lists the event types that the rule is for; empty is all.
	only []string
}

// Rules are the rules of standing, the first that fits first.
type Rules struct {
	list []*statusRule
}

var statusSchema = pack.Schema{
	Required: []string{"status"},
	Optional: []string{"under", "below", "about", "as", "rels", "aspect", "only"},
}

// Load reads packs/en/status.pack and checks that every rule has a known status and
// something to match. The error names file, line and rule.
func Load(fsys fs.FS) (*Rules, error) {
	r := &Rules{}
	rules, err := pack.Load(fsys, statusSchema, "en/status.pack")
	if err != nil {
		return nil, fmt.Errorf("reading: %w", err)
	}
	known := []trucewatch.Status{trucewatch.Occurred, trucewatch.Ongoing, trucewatch.Planned, trucewatch.Proposed, trucewatch.Negated}
	for _, p := range rules {
		s := &statusRule{
			id: p.ID, status: trucewatch.Status(p.Get("status")), under: p.List("under"), below: p.List("below"),
			about: p.List("about"), as: p.List("as"), rels: p.List("rels"), aspect: p.Get("aspect"), only: p.List("only"),
		}
		if !slices.Contains(known, s.status) {
			return nil, p.Errorf("status %q is not known", s.status)
		}
		if len(s.under)+len(s.below)+len(s.about) == 0 && s.aspect == "" {
			return nil, p.Errorf("nothing to match: give an under, below, about or aspect line")
		}
		r.list = append(r.list, s)
	}
	return r, nil
}

// Status returns the status of the trigger and the rule and word that tell it.
// It climbs from the trigger to the finite verb of its clause; the nearest sign
// decides, and a negated plan or proposal is negated.
func (c Clause) Status(f frame.Found) (trucewatch.Status, trucewatch.Reason) {
	if (f.Rule.State || f.Rule.Kind == trucewatch.Agree) && f.Rule.Pos == "noun" && c.Dated(f.Token) {
		return trucewatch.Occurred, trucewatch.Reason{Rule: "en.status.of-a-year", Words: c.Tree.Tokens[f.Token].Form}
	}
	for node, steps := f.Token, 0; node >= 0 && steps < 6; node, steps = c.Head(node), steps+1 {
		for _, look := range []func(*statusRule, int, frame.Found) int{c.signBelow, c.signOver} {
			rule, w := c.signs(look, node, f)
			if rule != nil && !c.passedOver(rule, w, node, f) {
				return c.turned(rule, w, node)
			}
		}
		if c.closed(node, f) {
			break
		}
	}
	switch {
	case f.Rule.State && (c.HadBeen(f.Token) || c.endedWar(f.Token) || c.soonOver(f.Token)):
		return trucewatch.Occurred, trucewatch.Reason{Rule: "en.status.had-been", Words: c.Tree.Tokens[f.Token].Form}
	case f.Rule.State:
		return trucewatch.Ongoing, trucewatch.Reason{Rule: "en.status.in-force", Words: c.Tree.Tokens[f.Token].Form}
	}
	if f.Rule.Plain != "" && !c.Brief(f.Token) {
		return f.Rule.Plain, trucewatch.Reason{Rule: f.Rule.ID, Words: c.Tree.Tokens[f.Token].Form}
	}
	return trucewatch.Occurred, trucewatch.Reason{Rule: "en.status.plain", Words: c.Tree.Tokens[f.Token].Form}
}

// turned gives the status of a matched sign, taking a negation of the sign itself
// into account ("has no plans to withdraw").
func (c Clause) turned(rule *statusRule, w, node int) (trucewatch.Status, trucewatch.Reason) {
	why := trucewatch.Reason{Rule: rule.id, Words: c.Tree.Tokens[w].Form}
	if w != node && w == c.Head(node) && rule.status == trucewatch.Negated && c.BareInfinitive(w) {
		return trucewatch.Proposed, why // "to avoid a war": nobody says that there was none
	}
	if status := c.unlike(rule, w, node); status != "" {
		return status, why
	}
	if w != node && w == c.Head(node) && (rule.status == trucewatch.Planned || rule.status == trucewatch.Proposed) {
		for _, n := range c.Tree.Children(w) {
			if c.Words.Is("negation", c.Form(n)) {
				why.Words = c.Tree.Tokens[n].Form + " … " + why.Words
				return trucewatch.Negated, why
			}
		}
	}
	return rule.status, why
}

// closed reports whether nothing above node can change how the event stands: node
// is a finite clause of its own, or a fact that another clause presupposes.
func (c Clause) closed(node int, f frame.Found) bool {
	h := c.Head(node)
	if h < 0 || c.Tree.Is(node, "parataxis", "appos", "root") {
		return true
	}
	if c.Tree.Tokens[node].Rel == "acl:relcl" {
		return true
	}
	if c.Verb(node) && c.Finite(node) {
		return true
	}
	if c.Tree.Is(node, "advcl", "acl") && c.Tree.Tokens[node].XPOS != "VB" && c.besides(node) {
		return true
	}
	if node == f.Token && f.Rule.Pos == "noun" && c.settledFact(node, f) {
		return true
	}
	if c.Tree.Is(node, "obj") && f.Rule.Kind == trucewatch.Assault && c.Words.Is("ending", c.Lemma(h)) {
		return true
	}
	if c.Tree.Is(node, "nsubj") && c.Verb(h) {
		return !c.Words.Is("take-place", c.Lemma(h)) && !c.Tree.Is(node, "nsubj:pass")
	}
	return false
}

// besides reports whether the clause of node is told beside the one over it: it has
// no conjunction, or one of time or contrast ("while demanding").
func (c Clause) besides(node int) bool {
	m := c.Tree.Child(node, "mark")
	return m < 0 || c.Tree.Tokens[node].XPOS == "VBG" && slices.Contains([]string{"while", "whilst", "when", "after", "before", "since"}, c.Form(m))
}

// signs returns the first rule that looks true at node, and the token that makes it so.
func (c Clause) signs(look func(*statusRule, int, frame.Found) int, node int, f frame.Found) (*statusRule, int) {
	for _, rule := range c.rules.list {
		if len(rule.only) > 0 && !slices.ContainsFunc(rule.only, f.Rule.Of) {
			continue
		}
		if w := look(rule, node, f); w >= 0 {
			return rule, w
		}
	}
	return nil, -1
}

// signOver looks at the word over node and at the shape of node itself. It returns
// the token that makes the rule true, or -1.
func (c Clause) signOver(rule *statusRule, node int, f frame.Found) int {
	h := c.Head(node)
	if len(rule.under) > 0 && h >= 0 && c.SaysOf(rule.under, h) && c.formed(rule, h) && c.completes(rule, node) {
		return h
	}
	if len(rule.about) > 0 && h >= 0 && c.ofTrigger(node, f) && c.Tree.Is(node, "nsubj", "nsubj:pass", "nsubj:outer") {
		if w := c.predicated(rule, h); w >= 0 {
			return w
		}
	}
	if len(rule.about) > 0 && c.ofTrigger(node, f) {
		for _, v := range c.Tree.All(node, "acl:relcl") {
			if w := c.predicated(rule, v); w >= 0 && c.Tree.Child(v, "obj", "obl:agent") < 0 {
				return w // "a war that ended in May"
			}
		}
	}
	if c.aspect(rule.aspect, node, f) {
		return node
	}
	return -1
}

// ofTrigger reports whether node is the trigger or the noun phrase that it stands in.
func (c Clause) ofTrigger(node int, f frame.Found) bool {
	return node == f.Token || node == c.Counted(f.Token) || node == c.Phrase(f.Token)
}

// predicated returns what is said of a subject of h that makes the rule true, h or a
// verb coordinated with it, or -1. What is only possible, or denied, does not count.
func (c Clause) predicated(rule *statusRule, h int) int {
	for _, v := range c.Tree.Conjuncts(h) {
		if v != h && c.Tree.Child(v, "nsubj") >= 0 || !c.SaysOf(rule.about, v) || !c.formed(rule, v) {
			continue
		}
		if !c.unsure(v) {
			return v
		}
	}
	return -1
}

// unsure reports whether what verb v tells is only possible, or denied.
func (c Clause) unsure(v int) bool {
	return slices.ContainsFunc(c.Tree.All(v, "aux", "advmod", "mark"), func(k int) bool {
		return c.Tree.Tokens[k].XPOS == "MD" || c.Words.Is("negation", c.Form(k)) || c.Form(k) == "if"
	})
}

// aspect reports whether node has a grammatical shape that tells how the event stands.
func (c Clause) aspect(shape string, node int, f frame.Found) bool {
	own := node == f.Token || node == c.Light(f.Token)
	switch shape {
	case "progressive":
		return own && c.Progressive(node)
	case "is-to":
		return c.isTo(node)
	case "since":
		return own && f.Rule.State && c.heldSince(node)
	case "reported-progressive":
		return own && c.reportedProgressive(node)
	case "habit":
		return c.habit(node, f)
	case "repeated":
		return own && c.Verb(node) && c.Habitual(node)
	case "purpose":
		return c.purpose(node) && !c.brought(node) && (node == f.Token || !c.Known(f))
	}
	return c.shaped(shape, node, f)
}

// reportedProgressive reports whether verb v was going on when it was told of:
// "police said they were searching the area".
func (c Clause) reportedProgressive(v int) bool {
	h := c.Head(v)
	return c.Verb(v) && c.WasDoing(v) && c.Tree.Is(v, "ccomp") && h >= 0 && c.Words.Is("say", c.Lemma(h)) && !c.quoted(v, h)
}

// quoted reports whether verb v stands in words in quotation marks before the verb of
// saying h: there "were shelling" tells what was over when it was said.
func (c Clause) quoted(v, h int) bool {
	return v < h && slices.ContainsFunc(c.Tree.Tokens[v:h], func(t trucewatch.Token) bool {
		return t.Form == "\"" || t.Form == "”" || t.Form == "''"
	})
}

// habit reports whether verb v, the trigger or over it, tells in the present what is
// done time and again: "shells the town every day", "rarely comments on its raids".
func (c Clause) habit(v int, f frame.Found) bool {
	if !c.Present(v) || !c.Verb(v) || c.Tree.Child(v, "aux") >= 0 {
		return false
	}
	if v == f.Token || v == c.Light(f.Token) {
		return slices.ContainsFunc(c.Tree.All(v, "obl", "advmod"), func(k int) bool { return c.Pointed(k, "every", "each") })
	}
	np := c.Counted(f.Token)
	return c.Head(np) == v && c.Tree.Child(np, "nmod:poss") >= 0 && c.Habitual(v)
}

// isTo reports whether verb v stands in "is to leave", "are to be freed", or as the
// bare infinitive of a headline.
func (c Clause) isTo(v int) bool {
	m := c.Tree.Child(v, "mark")
	if !c.Verb(v) || m < 0 || c.Form(m) != "to" {
		return false
	}
	if c.Head(v) < 0 && c.Tree.Child(v, "aux", "cop") < 0 {
		return true // a headline: "Ministers to meet on Friday"
	}
	for _, b := range c.Tree.All(v, "aux", "cop") {
		if b < m && c.Lemma(b) == "be" {
			return true
		}
	}
	return false
}

// signBelow returns the dependent of node that makes the rule true, or -1.
func (c Clause) signBelow(rule *statusRule, node int, f frame.Found) int {
	if strings.HasPrefix(rule.aspect, "unreal") && c.unreal(node) == rule.aspect {
		return node
	}
	if len(rule.below) == 0 {
		return -1
	}
	np := c.ofTrigger(node, f) || c.exemplified(node, f) || rule.status == trucewatch.Negated && c.Words.Is("trace", c.Lemma(node))
	predicate := np && !c.Verb(node) && c.Tree.Child(node, "cop") >= 0 && !c.inWhich(node)
	for _, k := range c.modifying(node, np) {
		if !slices.Contains(rule.below, c.Form(k)) && !slices.Contains(rule.below, c.Lemma(k)) {
			continue
		}
		if predicate && (rule.status == trucewatch.Negated || c.Tree.Is(k, "mark") && c.Definite(node)) {
			continue // "this was not the first meeting" denies no meeting; nor does "whether these were the strikes" doubt them
		}
		if c.mayRule(k, node, np) {
			return k
		}
	}
	return -1
}

// modifying returns what hangs on node, and for a noun phrase of the trigger what hangs
// on the one it is coordinated with: "regular raids and incursions".
func (c Clause) modifying(node int, np bool) []int {
	below := slices.Clone(c.Tree.Children(node))
	if h := c.Head(node); np && c.Tree.Is(node, "conj") && h >= 0 && !c.Verb(h) && c.Tree.Child(node, "det", "amod") < 0 {
		below = append(below, c.Tree.All(h, "amod", "case", "det")...)
	}
	return below
}

// mayRule reports whether dependent k of node can tell how it stands; np is true for
// a noun phrase of the trigger. Words such as "any" and "due" do so only in some uses.
func (c Clause) mayRule(k, node int, np bool) bool {
	switch c.Form(k) {
	case "must":
		return c.Tree.Tokens[k].Form != "MUST" // "MUST WATCH": a label of the page
	case "any":
		return np && c.Tree.Is(node, "nsubj", "nsubj:pass") // not "no sign of any deal"
	case "could":
		return !c.Words.Is("perceiving", c.Lemma(node)) // "gunfire could be heard"
	case "due":
		return !c.Tree.Is(k, "case") // not "due to the attack"
	case "such":
		return np && k+1 < node && (c.Form(k+1) == "a" || c.Form(k+1) == "an") // not "such attacks"
	}
	if np && c.Tree.Tokens[k].Rel == "acl" && c.Tree.Tokens[k].XPOS == "VBN" {
		return c.Tree.Child(k, "obl:agent") < 0 && !c.calledOff(node) // "talks slated for Monday", not "a raid planned by the rebels"
	}
	return c.Tree.Is(k, "aux", "advmod", "mark", "cc:preconj", "cop") || (np && c.Tree.Is(k, "det", "case", "amod", "compound", "cc", "acl:relcl"))
}

// completes reports whether node stands to the word over it as what is planned,
// asked for or denied, not as the one who plans.
func (c Clause) completes(rule *statusRule, node int) bool {
	if len(rule.rels) > 0 && !c.Tree.Is(node, rule.rels...) && (!c.Tree.Is(node, "nsubj") || !slices.Contains(rule.rels, "nsubj:pass")) {
		return false
	}
	switch c.Tree.Rel(node) {
	case "xcomp", "obj":
		return c.Lemma(c.Head(node)) != "call" || c.Verb(node) // "called the truce a success"
	case "nsubj":
		return c.Tree.Is(node, "nsubj:pass") || c.Tree.Tokens[c.Head(node)].XPOS == "VBN"
	case "advcl", "acl":
		m := c.Tree.Child(node, "mark", "case")
		return m >= 0 && !c.Finite(node) && slices.Contains([]string{"to", "for", "of", "on", "against", "from", "with"}, c.Form(m))
	case "obl":
		return slices.Contains([]string{"for", "to", "on", "of", "with", "against", "about", "from", "in"}, c.Tree.Case(node)) && !c.inDocument(node)
	case "nmod":
		return !c.inDocument(node)
	}
	return c.Tree.Is(node, "xcomp", "ccomp", "obj", "nmod", "csubj", "amod", "compound", "conj")
}

// purpose reports whether node is an infinitive that tells an aim.
func (c Clause) purpose(node int) bool {
	if !c.Verb(node) || !c.Tree.Is(node, "advcl", "acl") || c.Finite(node) {
		return false
	}
	m := c.Tree.Child(node, "mark")
	return m >= 0 && c.Form(m) == "to" && !c.alone(node)
}
