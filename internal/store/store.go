// Package store says what the program keeps: the documents as they arrived, the
// decisions people made, the note of what could not be read, and what the standing
// watch and the alerts have to remember (see [Watch] and [Alerts]). All else is
// recomputed from these and the rule packs, so nothing else has a table.
//
// Packages memory and sqlite implement it; package storetest holds the one suite
// that both must pass.
package store

import (
	"context"
	"errors"
	"iter"

	"github.com/trucewatch/trucewatch"
)

// Errors that a caller can act on. They come wrapped, with the file and the advice.
var (
	// ErrConflict means that an ID is already taken by other content.
	ErrConflict = errors.New("the same ID stands for other content")
	// ErrNone means that nothing of that ID is kept.
	ErrNone = errors.New("there is no such thing")
	// ErrInvalid means that what was handed in lacks its ID or another needed part.
	ErrInvalid = errors.New("incomplete record")
	// ErrNewer means that a newer program wrote the database.
	ErrNewer = errors.New("the database was written by a newer trucewatch")
	// ErrUnreadable means that the file is damaged, or is no database of ours.
	ErrUnreadable = errors.New("not a trucewatch database, or damaged")
	// ErrUnsafe means that the database engine does not run as it must.
	ErrUnsafe = errors.New("unsafe database engine or setting")
)

// Shelved is what a document was read as. Mark names what it was made from and by
// what; Content only the caller understands.
type Shelved struct {
	Capture, Mark string
	Content       []byte
}

// Store keeps primary data. All methods are safe for concurrent use. What a
// method has returned without error is on disk (in a store that has one), and a
// method that returns an error has changed nothing.
//
// Contents do not depend on the order in which they were put in, but for the
// order of decisions, which is their meaning.
type Store interface {
	Alerts
	Watch

	// PutCaptures keeps documents, all or none, and returns how many were new.
	// A capture whose ID is known is not kept twice; of two paths the one that
	// sorts first stays. The same ID with another name, bytes or side data is
	// ErrConflict; of a page that was fetched twice the first side data stays. Issues saved for the path of a capture are removed: the file
	// could be read after all.
	PutCaptures(ctx context.Context, captures []trucewatch.Capture) (added int, err error)

	// Captures yields every capture in order of ID. The loop may write to the
	// store; what is added meanwhile may or may not be seen. After an error
	// nothing more is yielded.
	Captures(ctx context.Context) iter.Seq2[trucewatch.Capture, error]

	// Index yields every capture without its bytes, under the terms of Captures.
	Index(ctx context.Context) iter.Seq2[trucewatch.Capture, error]

	// SaveIssues keeps what could not be read. Issue.Where must be the path, as
	// Capture.Path would have it. Whatever was saved before for the paths named
	// in this call is replaced, so all issues of one path go into one call, after
	// PutCaptures for it.
	SaveIssues(ctx context.Context, issues []trucewatch.Issue) error

	// Issues returns what could not be read, in order of Where, What, Why.
	Issues(ctx context.Context) ([]trucewatch.Issue, error)

	// AppendDecision adds d to the log and returns it as kept: with its Seq, and
	// its time in UTC cut to the millisecond. A decision with a known ID and the
	// same content is not added again: the kept one is returned. Known ID, other
	// content: ErrConflict.
	AppendDecision(ctx context.Context, d trucewatch.Decision) (trucewatch.Decision, error)

	// Decisions yields the log from its beginning, under the terms of Captures.
	Decisions(ctx context.Context) iter.Seq2[trucewatch.Decision, error]

	// LastDecision returns the Seq of the newest decision, 0 where there is none.
	LastDecision(ctx context.Context) (seq int64, err error)

	// SetLedger caches the record last computed, with its digest. An empty
	// digest drops it. Every change of captures or issues drops it
	// too, so that no record outlives what it was made from; a call that changes
	// nothing keeps it, and so does a decision: the record is what was read, and
	// decisions are laid over it by whoever shows it. The caller vouches that the record was made from what is
	// kept now: another program that adds documents while this one computes is
	// not noticed.
	SetLedger(ctx context.Context, digest string, record []byte) error

	// Ledger returns what SetLedger kept, or an empty digest and nil.
	Ledger(ctx context.Context) (digest string, record []byte, err error)

	// Shelve keeps what documents were read as, one for each; it is derived, and may be
	// dropped at any time. That of a document that is not kept is passed over.
	Shelve(ctx context.Context, list []Shelved) error

	// Unshelve returns what a document was read as under that mark, or nil.
	Unshelve(ctx context.Context, capture, mark string) (content []byte, err error)

	// SetChoice keeps how the user wants the project to be read, under a name; the
	// last choice holds. It does not touch the cached record: a stamp tells what that
	// was made with.
	SetChoice(ctx context.Context, name, value string) error

	// SwapChoice does what SetChoice does where the choice is still the one given as old,
	// empty for none, and says whether it was: of two programs that change one choice,
	// one begins again with what the other kept.
	SwapChoice(ctx context.Context, name, old, value string) (bool, error)

	// Choice returns what SetChoice kept, or an empty string.
	Choice(ctx context.Context, name string) (value string, err error)

	// Stamp returns the digest alone, to ask cheaply whether anything changed.
	Stamp(ctx context.Context) (digest string, err error)

	// Close frees what the store holds. No other call may follow.
	Close() error
}
