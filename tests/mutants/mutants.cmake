# The mutants: one wrong sign, arrow, place or factor each, in the rules of one mechanism.
#
#   mutant(NAME MECHANISM [==[text]==] [==[replacement]==] [STOPPED] [IN country])
#
# The text stands exactly once in src/mechanisms/MECHANISM.cpp. STOPPED: the engine refuses to run it at all
# (an arrow that does not exist); every other mutant runs and must be told from the reference engine, in the
# small country or in the one named (mutants_country.h).
# Read twice: by CMakeLists.txt for the names, by write_mutant.cmake for the source.

# Information.
mutant(shutdown_carries_news information [==[(1.0 - chi);]==] [==[chi;]==])
mutant(shutdown_reaches_people information [==[(1.0 - chi)) *]==] [==[(1.0 + chi)) *]==])
mutant(shutdown_hides_the_street information [==[1.0 + tick.value(street_shutdown, p)]==]
       [==[1.0 - tick.value(street_shutdown, p)]==])

# Diffusion: news flows from here to there instead of from there to here.
mutant(news_flows_backwards diffusion [==[remote_kernel[p * places + q] * memory[q]]==]
       [==[remote_kernel[q * places + p] * memory[q]]==])

# Rumour: those who stop telling it forget it; those who know it already do not stop those who tell it.
mutant(stiflers_forget rumour [==[stifler[i] += new_stiflers;]==] [==[ignorant[i] += new_stiflers;]==] IN
       whispers)
mutant(stiflers_encourage rumour [==[spreader[i] + stifler[i]]==] [==[spreader[i] - stifler[i]]==] IN
       whispers)

# Backlash.
mutant(harm_calms_anger backlash [==[y > 0 ? tick.value(anger_gain, place) * y]==]
       [==[y > 0 ? -tick.value(anger_gain, place) * y]==])
mutant(heavy_harm_angers backlash [==[- tick.value(anger_saturation, place)]==]
       [==[+ tick.value(anger_saturation, place)]==])
mutant(fear_makes_hardship backlash
       [==[{PersonState::at_home, PersonState::at_home, TraitMove::risk_aversion_up}]==]
       [==[{PersonState::at_home, PersonState::at_home, TraitMove::hardship_up}]==] IN fearful)
mutant(escalation_calms backlash [==[{PersonState::peaceful, PersonState::violent}, add_escalation]==]
       [==[{PersonState::violent, PersonState::peaceful}, add_escalation]==])
mutant(calm_withdraws backlash [==[{PersonState::violent, PersonState::peaceful}, add_calm]==]
       [==[{PersonState::violent, PersonState::withdrawn}, add_calm]==])

# Concessions.
mutant(refusal_gains_legitimacy concessions [==[legitimacy_gain[p] -= ]==] [==[legitimacy_gain[p] += ]==])
mutant(concession_costs_legitimacy concessions [==[legitimacy_gain[p] += ]==] [==[legitimacy_gain[p] -= ]==])
mutant(demands_grow_with_decline concessions [==[(turnout - mean[p]) / (turnout + mean[p])]==]
       [==[(mean[p] - turnout) / (turnout + mean[p])]==])

# Grievance.
mutant(harm_gains_legitimacy grievance [==[tick.hours * tick.value(legitimacy_loss, place)]==]
       [==[-tick.hours * tick.value(legitimacy_loss, place)]==])
mutant(relief_is_added grievance [==[+ anger[p] - relief[p]]==] [==[+ anger[p] + relief[p]]==])
mutant(falls_weigh_more grievance [==[(z > 0 ? z :]==] [==[(z < 0 ? z :]==])

# Participation.
mutant(risk_attracts participation [==[g[bin] -]==] [==[g[bin] +]==])
mutant(the_willing_leave participation [==[(1.0 - propensity[bin])]==] [==[propensity[bin]]==])
mutant(curfew_calls_out participation [==[1.0 - tick.value(curfew_compliance, p)]==]
       [==[1.0 + tick.value(curfew_compliance, p)]==])

# Withdrawal.
mutant(calm_frightens withdrawal [==[(y > 0 ? tick.value(fear_rate, place) * y : 0.0)]==]
       [==[(y < 0 ? -tick.value(fear_rate, place) * y : 0.0)]==])
mutant(violent_tire_into_homes withdrawal [==[{PersonState::violent, PersonState::withdrawn}]==]
       [==[{PersonState::violent, PersonState::at_home}]==])
mutant(withdrawn_return_to_street withdrawal [==[{PersonState::withdrawn, PersonState::at_home}]==]
       [==[{PersonState::withdrawn, PersonState::peaceful}]==] STOPPED)

# Policing.
mutant(arrested_hide policing [==[taken[g], PersonState::detained]==] [==[taken[g], PersonState::withdrawn]==])
mutant(batons_kill_as_bullets_do policing [==[firing ? injured_per_death]==] [==[!firing ? injured_per_death]==])
mutant(tolerance_polices policing [==[order == Policing::tolerate ?]==] [==[order != Policing::tolerate ?]==])
mutant(dispersal_withdraws policing [==[{PersonState::peaceful, PersonState::at_home}]==]
       [==[{PersonState::peaceful, PersonState::withdrawn}]==])

# Detention.
mutant(cowed_are_radicalised detention [==[TraitMove::risk_aversion_up]==] [==[TraitMove::hardship_up]==])
mutant(radicalised_leave_twice detention [==[1.0 - tick.value(radicalised_share, place)]==]
       [==[1.0 + tick.value(radicalised_share, place)]==])
mutant(healing_kills detention [==[{PersonState::injured, PersonState::at_home}]==]
       [==[{PersonState::injured, PersonState::dead}]==])

# Organisation.
mutant(the_organised_leave_sooner organisation [==[1.0 - tick.value(persistence_effect, place)]==]
       [==[1.0 + tick.value(persistence_effect, place)]==])
mutant(discipline_escalates organisation [==[exp_of(-tick.value(discipline_effect, place)]==]
       [==[exp_of(tick.value(discipline_effect, place)]==])
mutant(strikers_never_organise organisation [==[{state, state, TraitMove::organised_up}]==]
       [==[{state, state, TraitMove::organised_down}]==])

# Strikes.
mutant(solidarity_breaks_strikes strikes [==[std::min(tick.derived.strikes_seen[j], 1.0) -]==]
       [==[-std::min(tick.derived.strikes_seen[j], 1.0) -]==])
mutant(grievance_keeps_at_work strikes [==[tick.value(grievance_effect, p) *]==]
       [==[-tick.value(grievance_effect, p) *]==])
mutant(strikers_march_into_hiding strikes [==[{PersonState::on_strike, PersonState::peaceful}]==]
       [==[{PersonState::on_strike, PersonState::withdrawn}]==])

# Arming, clashes, control.
mutant(shops_open_where_it_is_quiet arming [==[city_contest)[l] >= tick.value(loot_contest]==]
       [==[city_contest)[l] < tick.value(loot_contest]==])
mutant(everybody_shoots clashes [==[std::min(x, width * y)]==] [==[x]==])
mutant(holders_contest_the_city control [==[attackers > 0 ? attackers / (attackers + holders)]==]
       [==[attackers > 0 ? holders / (attackers + holders)]==])

# Those who decide.
mutant(crowds_strengthen_the_regime loyalty [==[(loyal - 1.0) -]==] [==[(loyal - 1.0) +]==])
mutant(strength_tempts_cliques elites [==[return seen < solve_attack]==] [==[return seen > solve_attack]==])
mutant(allies_leave_in_danger outside_powers [==[threat) < tick.value(withdrawal_threat)]==]
       [==[threat) > tick.value(withdrawal_threat)]==])
mutant(weapons_come_in_twice infiltration [==[rate * weight / weights]==] [==[2.0 * rate * weight / weights]==])
mutant(orders_ease_under_threat state_policy [==[threat < kept_until * levels]==]
       [==[threat > kept_until * levels]==] IN deciding)
