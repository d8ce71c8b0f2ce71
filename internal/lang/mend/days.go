package mend

import trucewatch "github.com/trucewatch/trucewatch"

// days moves a day that hangs on a name to the verb: "met Smith in Paris on
// Tuesday" tells when they met. So do places that hang on a person's title.
func days(tokens []trucewatch.Token) bool {
	changed := false
	for i := range tokens {
		t := &tokens[i]
		if t.Head < 0 || t.Head > i || t.Rel != "nmod" && t.Rel != "nmod:unmarked" {
			continue
		}
		name := t.Head
		onName := tokens[name].UPOS == "PROPN" && !isDay(tokens, name) && isDay(tokens, i) && (t.UPOS != "NUM" || hasCase(tokens, i, "on"))
		inPlace := t.UPOS == "PROPN" && isPerson(tokens, name) && hasCase(tokens, i, "in")
		if !onName && !inPlace {
			continue
		}
		verb := tokens[name].Head
		for verb >= 0 && tokens[verb].UPOS != "VERB" {
			verb = tokens[verb].Head
		}
		if verb < 0 || verb > i {
			continue
		}
		rel := "obl"
		if t.Rel == "nmod:unmarked" {
			rel = "obl:unmarked"
		}
		hang(tokens, i, verb, rel)
		changed = true
	}
	return changed
}

// isDay sees weekdays and the number of a day beside its month.
func isDay(tokens []trucewatch.Token, i int) bool {
	switch t := &tokens[i]; t.Form {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	default:
		return t.UPOS == "NUM" && (i > 0 && isMonth(tokens[i-1].Form) || i+1 < len(tokens) && isMonth(tokens[i+1].Form))
	}
}

func isMonth(form string) bool {
	switch form {
	case "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.":
		return true
	}
	return false
}

// isPerson sees a name with a title before it, or the title itself.
func isPerson(tokens []trucewatch.Token, i int) bool {
	if tokens[i].UPOS != "PROPN" {
		return false
	}
	if isTitle(tokens[i].Form) {
		return true
	}
	for j := range tokens {
		if tokens[j].Head == i && j < i && isTitle(tokens[j].Form) {
			return true
		}
	}
	return false
}

func isTitle(form string) bool {
	switch form {
	case "President", "Minister", "Secretary", "Advisor", "Adviser", "Envoy", "Ambassador", "General", "Gen.", "King", "Prince", "Sheikh",
		"Mr.", "Mrs.", "Ms.", "Dr.", "Representative", "Chancellor", "Senator", "envoy", "minister", "president", "spokesman", "spokeswoman",
		"Spokesman", "Spokeswoman", "Spokesperson", "Commissioner", "Coordinator", "Rapporteur", "spokesperson":
		return true
	}
	return false
}

func hasCase(tokens []trucewatch.Token, i int, form string) bool {
	for j := range i {
		if tokens[j].Head == i && tokens[j].Rel == "case" && tokens[j].Form == form {
			return true
		}
	}
	return false
}
