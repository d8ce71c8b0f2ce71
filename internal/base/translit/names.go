package translit

import (
	_ "embed"
	"strings"
)

//go:embed given.txt
var givenText string

// given maps spellings of given names to the first of their line.
var given = func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(givenText) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		for _, w := range words {
			out[w] = words[0]
		}
	}
	return out
}()

// Given returns the first spelling of a given name, or the word itself where it is
// none that the list has.
func Given(word string) string {
	if first := given[word]; first != "" {
		return first
	}
	return word
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// Words that belong to no name.
var (
	// ranks stand before or after a person's name.
	ranks = set("mr mrs ms miss dr prof professor sir lord lady monsieur madame herr frau senor president prasident minister prime king prince princess emir " +
		"sheikh shaikh shaykh cheikh sheik sayyid hajj haji hajji haj mullah mulla maulana maulvi mawlawi molvi qari ayatollah imam general gen colonel col " +
		"captain capt major maj brigadier lieutenant lt commander sergeant rabbi father reverend rev honorable judge justice ambassador senator governor")
	// kin say whose son or daughter somebody is.
	kin = set("bin ibn ben bint binti ould wuld uld oglu ogly qizi")
	// kunya makes one name of itself and the word behind it.
	kunya = set("abu abou abi aboo umm oum")
	// servants make one name of themselves and the name of God behind them.
	servants = set("abd abdul abdel abdal")
	// links of compound names: Abd al-Rahman, Zia-ur-Rahman, Saif al-Din.
	links = set("ul ur us ud uz ush al el ar as ad az ash an at")
	// legal says what kind of company a company is.
	legal = set("ag aktiengesellschaft gmbh kg ltd limited llc llp lp plc inc incorporated corp corporation co company sa sarl srl sas spa bv nv ab as oy oo " +
		"ooo oao zao pao ao jsc ojsc pjsc cjsc pte pty na group gruppe holding holdings se kgaa a s c z sp zoo akg")
	// small words of the names of bodies.
	small = set("the of and for de la le les du des und y et in i e es ez esh ed er en")
)

// legalPhrases are written out before words are compared.
var legalPhrases = strings.NewReplacer(
	" open joint stock company ", " oao ", " public joint stock company ", " oao ", " joint stock company ", " jsc ", " limited liability company ", " llc ",
	" public limited company ", " plc ", " gesellschaft mit beschrankter haftung ", " gmbh ", " sp z o o ", " sp ",
	" societatea cu raspundere limitata ", " srl ", " united states ", " us ", " u s ", " us ", " organisation ", " organization ",
	" labour ", " labor ", " defence ", " defense ", " centre ", " center ", " programme ", " program ", " intl ", " international ",
	" 1st ", " first ", " 2nd ", " second ", " 3rd ", " third ", " aktsionernoe obshchestvo ", " jsc ",
)

// nicknames are short forms of given names that their letters do not show.
var nicknames = func() map[string]string {
	out := map[string]string{}
	for pair := range strings.FieldsSeq("bibi=benjamin ben=benjamin ted=theodore bill=william will=william bob=robert rob=robert mike=michael tom=thomas " +
		"tony=anthony joe=joseph jim=james jimmy=james dan=daniel dave=david ed=edward liz=elizabeth kate=katherine alex=alexander nick=nicholas steve=stephen " +
		"chris=christopher tim=timothy rick=richard dick=richard larry=lawrence andy=andrew matt=matthew greg=gregory jeff=jeffrey ken=kenneth ron=ronald " +
		"sam=samuel don=donald pete=peter jake=jacob zach=zachary bernie=bernard sasha=alexander misha=mikhail volodya=vladimir kolya=nikolai") {
		short, long, _ := strings.Cut(pair, "=")
		out[short] = long
	}
	return out
}()
