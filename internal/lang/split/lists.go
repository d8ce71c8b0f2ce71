package split

import "strings"

const longestPrefix = 7

// isPrefix lists what EWT keeps together with the word after the hyphen. In capitals
// it is something else: "UN-brokered".
func isPrefix(word string) bool {
	if len(word) > 1 && word == strings.ToUpper(word) {
		return false
	}
	switch strings.ToLower(word) {
	case "e", "anti", "ante", "auto", "bi", "bio", "co", "counter", "cross", "de", "em", "ex", "extra", "geo", "hyper", "inter", "intra",
		"macro", "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over", "para", "post", "pre", "pro", "proto",
		"pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "supra", "tele", "trans", "tri", "ultra", "un", "under", "uni", "vice":
		return true
	}
	return false
}

// isAbbreviation lists words that are written with a full stop in mid-sentence.
func isAbbreviation(word string) bool { return isTitle(word) || mayEnd(word) }

// isTitle lists abbreviations that something always follows: no sentence ends
// with one.
func isTitle(word string) bool {
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Cpt", "Sgt", "Cpl", "Pvt", "Adm", "Cmdr", "Cdr", "Brig", "Col-Gen",
		"Gov", "Sen", "Rep", "Reps", "Sens", "Rev", "Fr", "Hon", "Pres", "Amb", "Supt", "Insp", "Det", "Messrs", "Mme", "Mlle", "Msgr", "Ft", "Mt", "St",
		"No", "Nos", "Vol", "vol", "vs", "cf", "approx", "ca", "pp", "Figs", "Fig", "Ret", "Spc", "Pfc":
		return true
	}
	return false
}

// mayEnd lists abbreviations that a sentence can end with.
func mayEnd(word string) bool {
	switch word {
	case "Jan", "Feb", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tues", "Thurs", "Inc", "Corp", "Co", "Ltd", "Bros", "Jr", "Sr",
		"etc", "al", "Ph.D", "Ave", "Blvd", "Rd", "Bldg", "Dept", "Calif", "Conn", "Fla", "Minn", "Mich", "Tenn", "Ariz", "Colo", "Okla", "Wis",
		"Wyo", "Nev", "Neb", "Kan", "Pa", "Va", "Md", "Ga", "Ky", "Ala", "Mo", "Ore", "a.m", "p.m", "a.k.a", "i.e", "e.g":
		return true
	}
	return false
}

func isUnit(lower string) bool {
	switch lower {
	case "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "km", "kms", "kg", "mm", "cm", "m", "ft", "mph", "kph", "kmh", "lb", "lbs", "bn", "mn", "tn", "gb", "mb", "kw", "mw":
		return true
	}
	return false
}

// isDollarCountry lists what stands before the sign in "US$100".
func isDollarCountry(word string) bool {
	switch word {
	case "US", "A", "AU", "C", "CA", "HK", "NZ", "S":
		return true
	}
	return false
}

// fusedCut returns where the second word begins in two written as one, or 0.
func fusedCut(lower string) int {
	switch lower {
	case "cannot", "gonna", "wanna", "gotta", "lemme", "gimme":
		return 3
	}
	return 0
}

// startsSentence lists capitalised words that rarely follow an abbreviation inside
// a sentence.
func startsSentence(word string) bool {
	switch word {
	case "A", "An", "The", "This", "That", "These", "Those", "It", "He", "She", "They", "We", "I", "You", "There", "Here", "His", "Her", "Its",
		"Their", "Our", "My", "In", "On", "At", "By", "For", "From", "With", "Without", "After", "Before", "Since", "During", "While", "When",
		"Where", "Who", "What", "Why", "How", "If", "Although", "Though", "Because", "As", "But", "And", "Or", "Yet", "So", "However", "Meanwhile",
		"Both", "Some", "Many", "Most", "Several", "Each", "Every", "All", "Another", "Other", "Others", "Earlier", "Later", "Last", "One", "Two",
		"Three", "More", "Nearly", "About", "Among", "Also", "According", "Despite", "Under", "Until", "Once", "Then", "Now", "No", "Not",
		"Such", "Only", "Even", "Still", "Instead", "Separately", "Officials", "Witnesses", "Sources", "Critics":
		return true
	}
	return false
}
