// Package trucewatch holds the vocabulary of the program: the types that its
// stages hand to each other, and nothing that does input or output.
//
// Trucewatch reads news reports and keeps one sourced ledger of talks, truces and
// incidents. The line is straight:
//
//	bytes -capture-> Capture -extract-> Report -annotate-> Reading -coding-> Claims
//	      -resolve-> identities -link-> Events -ledger-> Ledger -output-> reader
//
// Every arrow is a pure function of its input and the rule packs. An error means
// that the program is broken; an [Issue] means that the document is odd.
package trucewatch
