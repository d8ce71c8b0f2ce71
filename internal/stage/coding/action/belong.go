package action

// beside returns the phrases of a light verb, also one that was read as its object.
func (c clause) beside(v int) []int {
	var out []int
	for _, o := range c.Tree.All(v, "obl", "obj") {
		if prep := c.Tree.Case(o); (prep != "by" || c.Passive(v)) && (prep != "" || !c.Tree.Is(o, "obj")) {
			out = append(out, o)
		}
	}
	return out
}

// behind returns who is told to be behind the happening n: "the group said it was behind
// the attack", "the men behind the attack".
func (c clause) behind(n int) []int {
	if own := c.Tree.Child(n, "nsubj"); own >= 0 {
		return c.Conjuncts(own)
	}
	if h := c.Head(n); h >= 0 && c.Tree.Is(n, "nmod") && c.Codable(h) {
		return []int{h}
	}
	return nil
}

// joinsOthers reports whether verb v tells of joining the known act of force i that others
// make: "forbade its followers to take part in the attack on the city".
func (c clause) joinsOthers(v, i int) bool {
	force := c.Words.Is("same-attack", c.Lemma(i)) || c.Words.Is("same-advance", c.Lemma(i))
	return force && c.Words.Is("joining", c.Lemma(v)) && c.Definite(i) && (c.Tree.Tokens[v].XPOS == "VB" || len(c.byPreposition("with", v)) > 0)
}
