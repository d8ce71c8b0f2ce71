package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// cover marks the tokens of the subtree of i.
func (l *line) cover(mask []bool, i int) {
	for _, k := range l.t.Subtree(i) {
		mask[k] = true
	}
}

// setContent decides what the cue verb i says: its clause, else its object, else
// what it is put after, else the quotation beside it.
func (l *line) setContent(c *cue, i int) {
	c.mask = make([]bool, len(l.lower))
	c.core = l.t.Child(i, "ccomp")
	if c.stance == trucewatch.Assert && l.closing(c, i) {
		return
	}
	if c.core < 0 && c.stance == trucewatch.Assert && l.t.Is(i, "parataxis", "dep") && l.head(i) >= 0 {
		c.core = l.head(i)
		l.cover(c.mask, c.core)
		l.uncover(c.mask, i)
		l.close(c)
		return
	}
	if c.core < 0 {
		c.core = l.complement(i)
	}
	if c.core < 0 && l.t.Is(i, "acl") {
		c.core = l.head(i)
		c.mask[c.core] = true
		l.close(c)
		return
	}
	if c.core >= 0 {
		l.cover(c.mask, c.core)
		if inner := l.t.Child(c.core, "ccomp"); l.is(c.core, "AUX") && inner >= 0 {
			c.core = inner // "said it did not comment", hung on "did"
		}
		for _, s := range c.sources {
			if l.t.Dominates(c.core, s.token) {
				l.uncover(c.mask, s.token)
			}
		}
		if l.t.Dominates(c.core, i) {
			c.mask[i] = false
		}
	}
	l.quotedContent(c, i)
	if c.core < 0 && !slices.Contains(c.mask, true) && c.stance == trucewatch.Assert && !l.passive(i) {
		l.rest(c, i)
	}
	l.close(c)
}

// rest makes what stands behind the cue verb i, up to the end of the clause, its
// content, where the tree has none: "the mayor said up to 40 homes burned".
func (l *line) rest(c *cue, i int) {
	for k := i + 1; k < len(l.lower) && l.word(k) != ";" && l.word(k) != "," && l.word(k) != "."; k++ {
		c.mask[k] = true
		if c.core < 0 && l.head(k) == i {
			c.core = k
		}
	}
}

// complement returns what the verb i has for content when it has no clause of its
// own: a loose clause, an infinitive, an object; or -1.
func (l *line) complement(i int) int {
	for _, o := range l.t.All(i, "obj", "iobj") {
		if clause := l.t.Child(o, "ccomp"); clause >= 0 && o > i {
			if inner := l.t.Child(clause, "ccomp"); l.is(clause, "AUX") && inner >= 0 {
				return inner
			}
			return clause // the clause hung on the one who was told
		}
	}
	loose := l.child(i, func(k int) bool {
		return l.t.Is(k, "parataxis", "xcomp") || l.t.Is(k, "advcl") && k > i && l.word(i+1) == "that"
	})
	if loose >= 0 {
		return loose
	}
	return l.t.Child(i, "obj", "nsubj:pass")
}

// uncover takes the subtree of i out of the mask.
func (l *line) uncover(mask []bool, i int) {
	for _, k := range l.t.Subtree(i) {
		mask[k] = false
	}
}

// closing reads ", the agency reported." at the end of a sentence, and ", the agency
// reported, adding …": all that
// stands before the comma is content, whatever the tree makes of it.
func (l *line) closing(c *cue, i int) bool {
	last := len(l.lower) - 1
	for last > i && l.is(last, "PUNCT") {
		last--
	}
	turned := l.turned(c, i) || l.toldLast(i)
	if (last != i && !l.addsOn(i) || !l.postposed(i)) && !turned {
		return false
	}
	k := l.commaBefore(i)
	for j := range k {
		c.mask[j] = true
		if h := l.head(j); c.core < 0 || c.core >= k || h < 0 || h >= k && l.verbal(j) && !l.verbal(c.core) {
			if h < 0 || h >= k {
				c.core = j
			}
		}
	}
	l.close(c)
	return true
}

// turned reports whether the source stands behind the verb i, and a clause before it:
// "forty people died, said the mayor".
func (l *line) turned(c *cue, i int) bool {
	if len(c.sources) == 0 || c.sources[0].token < i || l.t.Child(i, "ccomp") > i || !l.is(i-1, "PUNCT") || l.word(i-1) == "-" {
		return false
	}
	return l.opens(i) && l.clauseBefore(l.commaBefore(i))
}

// toldLast reports whether nothing but the one who is told follows the verb i, and a
// clause stands before its source: "the port was shut, two men told Reuters".
func (l *line) toldLast(i int) bool {
	comma := l.commaBefore(i)
	if l.lemma[i] != "tell" && l.word(i+1) != "to" || !slices.Contains([]string{",", "”", "\""}, l.word(comma)) || !l.clauseBefore(comma) {
		return false
	}
	for k := comma + 1; k < len(l.lower); k++ {
		if k != i && (l.verbal(k) || l.is(k, "AUX", "SCONJ") || k > i && l.is(k, "PUNCT") && k < len(l.lower)-1) {
			return false
		}
	}
	return true
}

// addsOn reports whether a participle follows the verb i, and a clause stands before the
// source: "the road was open, the mayor said, adding …".
func (l *line) addsOn(i int) bool {
	return l.word(i+1) == "," && i+2 < len(l.t.Tokens) && l.t.Tokens[i+2].XPOS == "VBG" && l.clauseBefore(l.commaBefore(i))
}

// commaBefore returns the mark nearest before token i, or 0.
func (l *line) commaBefore(i int) int {
	for k := i - 1; k > 0; k-- {
		if l.is(k, "PUNCT") && l.word(k) != "-" {
			return k
		}
	}
	return 0
}

// quotedContent adds the quotation beside the verb to the content.
func (l *line) quotedContent(c *cue, i int) {
	if !l.quoteNear(i) {
		return
	}
	for k := range l.quoted {
		if l.quoted[k] {
			c.mask[k] = true
		}
	}
}

// setClause makes the rest of the sentence, or of the clause it stands in, the
// content of a cue that is no verb: "according to the ministry".
func (l *line) setClause(c *cue, sourceToken int) {
	c.mask = make([]bool, len(l.lower))
	c.core = -1
	for v := l.head(sourceToken); v >= 0; v = l.head(v) {
		if l.verbal(v) || l.head(v) < 0 {
			c.core = v
			break
		}
	}
	if c.core < 0 || c.token == 0 {
		c.core = l.t.Root()
	}
	for h := l.head(c.core); h >= 0 && l.word(c.token-1) == "," && c.core < c.token && l.t.Is(c.core, "ccomp") && h < c.core && len(l.rules.verbs[l.lemma[h]]) > 0; h = l.head(h) {
		c.core = h // "she said the road was shut, according to Reuters": all of it is from Reuters
	}
	l.cover(c.mask, c.core)
	for _, k := range l.t.Subtree(sourceToken) {
		if k >= c.token && k != c.core {
			c.mask[k] = false
		}
	}
	l.close(c)
}

// close makes the content span from the mask: its longest stretch.
func (l *line) close(c *cue) {
	for k := range c.mask { // no stretch begins or ends with a comma
		if c.mask[k] && strings.Contains(",;:-–—", l.word(k)) && (k == 0 || !c.mask[k-1] || k+1 == len(c.mask) || !c.mask[k+1]) {
			c.mask[k] = false
		}
	}
	best, start := 0, -1
	for k := 0; k <= len(c.mask); k++ {
		if k < len(c.mask) && c.mask[k] {
			if start < 0 {
				start = k
			}
			continue
		}
		if start >= 0 && k-start > best {
			best = k - start
			c.content = l.span(start, k-1)
		}
		start = -1
	}
	if best == 0 {
		c.content = trucewatch.Span{Start: c.span.End, End: c.span.End}
	}
}
