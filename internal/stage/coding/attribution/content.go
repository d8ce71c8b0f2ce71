package attribution

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// setContent decides what the cue verb i says: its clause, else its object, else
// what it is put after, else the quotation beside it.
func (l *line) setContent(c *cue, i int) {
	c.mask = make([]bool, len(l.Lower))
	c.core = l.Tree.Child(i, "ccomp")
	if c.stance == trucewatch.Assert && l.closing(c, i) {
		return
	}
	if c.core < 0 && c.stance == trucewatch.Assert && l.Tree.Is(i, "parataxis", "dep") && l.Head(i) >= 0 {
		c.core = l.Head(i)
		l.Cover(c.mask, c.core)
		l.Uncover(c.mask, i)
		l.close(c)
		return
	}
	if c.core < 0 {
		c.core = l.Complement(i)
	}
	if c.core < 0 && l.Tree.Is(i, "acl") {
		c.core = l.Head(i)
		c.mask[c.core] = true
		l.close(c)
		return
	}
	if c.core >= 0 {
		l.Cover(c.mask, c.core)
		if inner := l.Tree.Child(c.core, "ccomp"); l.Is(c.core, "AUX") && inner >= 0 {
			c.core = inner // "said it did not comment", hung on "did"
		}
		for _, s := range c.sources {
			if l.Tree.Dominates(c.core, s.token) {
				l.Uncover(c.mask, s.token)
			}
		}
		if l.Tree.Dominates(c.core, i) {
			c.mask[i] = false
		}
	}
	l.quotedContent(c, i)
	if c.core < 0 && !slices.Contains(c.mask, true) && c.stance == trucewatch.Assert && !l.Passive(i) {
		l.rest(c, i)
	}
	l.close(c)
}

// rest makes what stands behind the cue verb i, up to the end of the clause, its
// content, where the tree has none: "the mayor said up to 40 homes burned".
func (l *line) rest(c *cue, i int) {
	for k := i + 1; k < len(l.Lower) && l.Word(k) != ";" && l.Word(k) != "," && l.Word(k) != "."; k++ {
		c.mask[k] = true
		if c.core < 0 && l.Head(k) == i {
			c.core = k
		}
	}
}

// closing reads ", the agency reported." at the end of a sentence, and ", the agency
// reported, adding …": all that
// stands before the comma is content, whatever the tree makes of it.
func (l *line) closing(c *cue, i int) bool {
	last := len(l.Lower) - 1
	for last > i && l.Is(last, "PUNCT") {
		last--
	}
	turned := l.turned(c, i) || l.ToldLast(i)
	if (last != i && !l.AddsOn(i) || !l.Postposed(i)) && !turned {
		return false
	}
	k := l.CommaBefore(i)
	for j := range k {
		c.mask[j] = true
		if h := l.Head(j); c.core < 0 || c.core >= k || h < 0 || h >= k && l.Verbal(j) && !l.Verbal(c.core) {
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
	if len(c.sources) == 0 || c.sources[0].token < i || l.Tree.Child(i, "ccomp") > i || !l.Is(i-1, "PUNCT") || l.Word(i-1) == "-" {
		return false
	}
	return l.Opens(i) && l.ClauseBefore(l.CommaBefore(i))
}

// quotedContent adds the quotation beside the verb to the content.
func (l *line) quotedContent(c *cue, i int) {
	if !l.QuoteNear(i) {
		return
	}
	for k := range l.Quoted {
		if l.Quoted[k] {
			c.mask[k] = true
		}
	}
}

// setClause makes the rest of the sentence, or of the clause it stands in, the
// content of a cue that is no verb: "according to the ministry".
func (l *line) setClause(c *cue, sourceToken int) {
	c.mask = make([]bool, len(l.Lower))
	c.core = -1
	for v := l.Head(sourceToken); v >= 0; v = l.Head(v) {
		if l.Verbal(v) || l.Head(v) < 0 {
			c.core = v
			break
		}
	}
	if c.core < 0 || c.token == 0 {
		c.core = l.Tree.Root()
	}
	for h := l.Head(c.core); h >= 0 && l.Word(c.token-1) == "," && c.core < c.token && l.Tree.Is(c.core, "ccomp") && h < c.core && len(l.Rules.Verbs[l.Lemmas[h]]) > 0; h = l.Head(h) {
		c.core = h // "she said the road was shut, according to Reuters": all of it is from Reuters
	}
	l.Cover(c.mask, c.core)
	for _, k := range l.Tree.Subtree(sourceToken) {
		if k >= c.token && k != c.core {
			c.mask[k] = false
		}
	}
	l.close(c)
}

// close makes the content span from the mask: its longest stretch.
func (l *line) close(c *cue) {
	for k := range c.mask { // no stretch begins or ends with a comma
		if c.mask[k] && strings.Contains(",;:-–—", l.Word(k)) && (k == 0 || !c.mask[k-1] || k+1 == len(c.mask) || !c.mask[k+1]) {
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
			c.content = l.Span(start, k-1)
		}
		start = -1
	}
	if best == 0 {
		c.content = trucewatch.Span{Start: c.span.End, End: c.span.End}
	}
}
