import Testing

@testable import Analysis

@Suite("Tournament")
struct TournamentTests {
    @Test("The first of the least values wins, whatever changes", arguments: [1, 2, 7, 64, 100])
    func winner(count: Int) {
        var values = (0..<count).map { Double($0 * 37 % 11) }
        var tournament = Tournament(values)
        for turn in 0..<300 {
            let place = turn * 13 % count
            values[place] = turn % 5 == 0 ? .infinity : Double(turn * 29 % 17)
            tournament[place] = values[place]
            #expect(tournament.least == values.min())
            #expect(values[tournament.winner] == tournament.least)
            if tournament.least < .infinity { #expect(tournament.winner == values.firstIndex(of: tournament.least)) }
        }
    }
}
